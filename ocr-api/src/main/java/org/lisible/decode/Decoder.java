package org.lisible.decode;

import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

import org.lisible.OcrException;
import org.lisible.model.DecoderSpec;
import org.lisible.model.Manifest;
import org.lisible.result.EngineResult;
import org.lisible.result.Logits;
import org.lisible.result.Range;
import org.lisible.result.Recognition;

/**
 * Makes text of what an engine gave, in the way that the model's manifest names. Knows no state; safe for any thread.
 */
public final class Decoder {

    private Decoder() {}

    /** As {@link #decode(EngineResult, Manifest, DecodeOptions, IntFunction)}, but the spans know no source columns. */
    public static Recognition decode(EngineResult result, Manifest manifest, DecodeOptions options) {
        return decode(result, manifest, options, Optional.empty());
    }

    /**
     * Decodes one input.
     *
     * @param result logits, one row of {@link Manifest#classes()} for each time step (a classifier has one step); or what
     *     the network itself wrote, which is given back as it is
     * @param manifest names the decoder, the alphabet and the temperature
     * @param options beam width, readings and constraints
     * @param sourceColumns from the number of steps to the map of steps to columns of the source image, such as the
     *     preprocessor's {@code sourceColumns}
     * @return the most probable reading found; {@link Recognition#alternatives} holds it and at most
     *     {@code options.nBest() - 1} others
     * @throws OcrException of kind {@code INVALID} if the constraints allow no text: {@code alphabet-matches-nothing},
     *     {@code words-match-nothing}, {@code length-out-of-range}; of kind {@code BROKEN} if the logits are not finite or
     *     do not fit the manifest, or it names a decoder that is not known here
     */
    public static Recognition decode(
            EngineResult result,
            Manifest manifest,
            DecodeOptions options,
            IntFunction<UnaryOperator<Range>> sourceColumns) {
        return decode(result, manifest, options, Optional.of(sourceColumns));
    }

    /**
     * A classifier's logits as a search over several characters takes them: those of characters that may not occur are far
     * below all others.
     *
     * @throws OcrException as {@link #decode(EngineResult, Manifest, DecodeOptions, IntFunction)}
     */
    public static Logits constrain(EngineResult result, Manifest manifest, DecodeOptions options) {
        if (!(result instanceof Logits logits)) {
            throw broken("logits-do-not-fit", "the engine gave text where the logits of model " + manifest.name() + " are needed");
        }
        requireFit(logits, manifest);
        return options.allowed().isEmpty() ? logits : SoftmaxDecoder.constrain(logits, manifest.alphabet(), options);
    }

    private static Recognition decode(
            EngineResult result,
            Manifest manifest,
            DecodeOptions options,
            Optional<IntFunction<UnaryOperator<Range>>> sourceColumns) {
        return switch (result) {
            case Logits logits -> {
                requireFit(logits, manifest);
                yield text(logits, manifest, options, sourceColumns.map(columns -> columns.apply(logits.steps())));
            }
            case Recognition written -> written;
        };
    }

    private static Recognition text(
            Logits logits, Manifest manifest, DecodeOptions options, Optional<UnaryOperator<Range>> sourceColumns) {
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
