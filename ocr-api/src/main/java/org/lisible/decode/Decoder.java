package org.lisible.decode;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.function.UnaryOperator;

import org.lisible.OcrException;
import org.lisible.model.DecoderSpec;
import org.lisible.model.Manifest;
import org.lisible.result.Logits;
import org.lisible.result.Range;
import org.lisible.result.Recognition;

/** Makes text of logits in the way that the model's manifest names. Knows no state; safe for any thread. */
public final class Decoder {

    private Decoder() {}

    /** As {@link #decode(Logits, Manifest, DecodeOptions, UnaryOperator)}, but the spans know no source columns. */
    public static Recognition decode(Logits logits, Manifest manifest, DecodeOptions options) {
        return decode(logits, manifest, options, Optional.empty());
    }

    /**
     * Decodes one input.
     *
     * @param logits one row of {@link Manifest#classes()} for each time step; a classifier has one step
     * @param manifest names the decoder, the alphabet and the temperature
     * @param options beam width, readings and constraints
     * @param sourceColumns from steps to columns of the source image, such as the preprocessor's {@code sourceColumns}
     * @return the most probable reading found; {@link Recognition#alternatives} holds it and at most
     *     {@code options.nBest() - 1} others
     * @throws OcrException of kind {@code INVALID} if the constraints allow no text: {@code alphabet-matches-nothing},
     *     {@code words-match-nothing}, {@code length-out-of-range}; of kind {@code BROKEN} if the logits are not finite or
     *     do not fit the manifest, or it names a decoder that is not known here
     */
    public static Recognition decode(
            Logits logits, Manifest manifest, DecodeOptions options, UnaryOperator<Range> sourceColumns) {
        return decode(logits, manifest, options, Optional.of(requireNonNull(sourceColumns, "sourceColumns is null")));
    }

    private static Recognition decode(
            Logits logits, Manifest manifest, DecodeOptions options, Optional<UnaryOperator<Range>> sourceColumns) {
        requireFit(logits, manifest);
        return switch (manifest.decoder().type()) {
            case DecoderSpec.CTC -> new CtcDecoder(logits, manifest, sourceColumns).read(options);
            case DecoderSpec.SOFTMAX -> new SoftmaxDecoder(logits, manifest, sourceColumns).read(options);
            default -> throw broken("decoder-unknown", "model " + manifest.name() + " asks for the decoder "
                    + manifest.decoder().type() + "; there are: " + DecoderSpec.CTC + ", " + DecoderSpec.SOFTMAX);
        };
    }

    private static void requireFit(Logits logits, Manifest manifest) {
        if (logits.classes() != manifest.classes()) {
            throw broken("logits-do-not-fit", "model " + manifest.name() + " has " + manifest.classes()
                    + " classes, but the engine gave " + logits.classes());
        }
        if (manifest.decoder().type().equals(DecoderSpec.SOFTMAX) && logits.steps() != 1) {
            throw broken("logits-do-not-fit", "model " + manifest.name() + " has one step, but the engine gave "
                    + logits.steps());
        }
        for (float value : logits.values()) {
            if (!Float.isFinite(value)) {
                throw broken("logits-not-finite",
                        "the engine gave " + value + " as a logit of model " + manifest.name());
            }
        }
    }

    private static OcrException broken(String code, String message) {
        return new OcrException(OcrException.Kind.BROKEN, code, message);
    }
}
