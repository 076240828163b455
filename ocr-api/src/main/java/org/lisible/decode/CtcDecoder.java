package org.lisible.decode;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

import org.lisible.OcrException;
import org.lisible.model.Alphabet;
import org.lisible.model.DecoderSpec;
import org.lisible.model.Manifest;
import org.lisible.result.Alternative;
import org.lisible.result.Logits;
import org.lisible.result.Range;
import org.lisible.result.Recognition;
import org.lisible.result.Span;

/**
 * Makes text of the logits of a network trained with connectionist temporal classification (Graves et al. 2006).
 *
 * <p>Every probability that comes out is exact under the model: a text's confidence is the sum over all alignments (the
 * forward algorithm), after the logits were divided by the manifest's temperature. It is absolute also under
 * constraints: not divided by the probability that the constraint holds. The confidences of different readings
 * therefore sum to at most 1.
 *
 * <p>A character's span is where the best alignment of the text puts it; its confidence and alternatives are the
 * network's at that span's surest step. Knows no state; safe for any thread.
 */
public final class CtcDecoder {

    private CtcDecoder() {}

    /** As {@link #decode(Logits, Manifest, DecodeOptions, UnaryOperator)}, but the spans know no source columns. */
    public static Recognition decode(Logits logits, Manifest manifest, DecodeOptions options) {
        return new Reader(logits, manifest, null).read(options);
    }

    /**
     * Decodes one input.
     *
     * @param logits one row of {@link Manifest#classes()} for each time step
     * @param manifest names the alphabet and the temperature
     * @param options beam width, readings and constraints
     * @param sourceColumns from steps to columns of the source image, such as the preprocessor's {@code sourceColumns}
     * @return the most probable reading found; {@link Recognition#alternatives} holds it and at most
     *     {@code options.nBest() - 1} others
     * @throws OcrException of kind {@code INVALID} if the constraints allow no text: {@code alphabet-matches-nothing},
     *     {@code words-match-nothing}, {@code length-out-of-range}; of kind {@code BROKEN} if the logits are not finite or
     *     do not fit the manifest
     */
    public static Recognition decode(
            Logits logits, Manifest manifest, DecodeOptions options, UnaryOperator<Range> sourceColumns) {
        return new Reader(logits, manifest, requireNonNull(sourceColumns, "sourceColumns is null")).read(options);
    }

    /** One call's inputs. */
    private static final class Reader {

        private final Alphabet alphabet;
        private final double[][] logProbabilities;
        private final UnaryOperator<Range> sourceColumns;

        Reader(Logits logits, Manifest manifest, UnaryOperator<Range> sourceColumns) {
            requireFit(logits, manifest);
            this.alphabet = manifest.alphabet();
            this.logProbabilities = logits.logProbabilities(manifest.decoder().temperature());
            this.sourceColumns = sourceColumns;
        }

        Recognition read(DecodeOptions options) {
            List<int[]> labellings = options.isGreedy()
                    ? List.of(GreedySearch.labelling(logProbabilities))
                    : BeamSearch.labellings(
                            logProbabilities,
                            Grammars.of(options, alphabet, logProbabilities.length),
                            options.beamToSearchWith());
            List<Reading> readings = new ArrayList<>(labellings.size());
            for (int[] labelling : labellings) {
                readings.add(new Reading(labelling, CtcLattice.logProbability(logProbabilities, labelling)));
            }
            readings.sort(Comparator.comparingDouble(Reading::logProbability).reversed());
            readings = readings.subList(0, Math.min(options.nBest(), readings.size()));

            Reading best = readings.getFirst();
            return new Recognition(
                    text(best.labelling),
                    best.confidence(),
                    spans(best.labelling, options.characterAlternatives()),
                    readings.stream()
                            .map(reading -> new Alternative(text(reading.labelling), reading.confidence()))
                            .toList());
        }

        private String text(int[] labelling) {
            StringBuilder text = new StringBuilder();
            for (int clazz : labelling) {
                text.append(alphabet.symbols().get(clazz - 1));
            }
            return text.toString();
        }

        private List<Span> spans(int[] labelling, int alternatives) {
            List<Range> places = CtcLattice.bestAlignment(logProbabilities, labelling);
            List<Span> spans = new ArrayList<>(labelling.length);
            for (int i = 0; i < labelling.length; i++) {
                spans.add(CharacterSpan.of(
                        labelling[i], places.get(i), logProbabilities, alphabet, alternatives, sourceColumns));
            }
            return spans;
        }
    }

    /** A text in classes, and the logarithm of its probability. */
    private record Reading(int[] labelling, double logProbability) {

        double confidence() {
            return Math.min(Math.exp(logProbability), 1);
        }
    }

    private static void requireFit(Logits logits, Manifest manifest) {
        if (!manifest.decoder().type().equals(DecoderSpec.CTC)) {
            throw broken("decoder-unknown", "model " + manifest.name() + " asks for the decoder "
                    + manifest.decoder().type() + "; there is: " + DecoderSpec.CTC);
        }
        if (logits.classes() != manifest.classes()) {
            throw broken("logits-do-not-fit", "model " + manifest.name() + " has " + manifest.classes()
                    + " classes, but the engine gave " + logits.classes());
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
