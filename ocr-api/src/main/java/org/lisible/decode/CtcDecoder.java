package org.lisible.decode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.lisible.model.Alphabet;
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
 * network's at that span's surest step.
 */
final class CtcDecoder {

    private final Alphabet alphabet;
    private final List<String> symbols;
    private final double[][] logProbabilities;
    private final Optional<UnaryOperator<Range>> sourceColumns;

    CtcDecoder(Logits logits, Manifest manifest, Optional<UnaryOperator<Range>> sourceColumns) {
        this.alphabet = manifest.alphabet();
        this.symbols = manifest.symbols();
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
            text.append(symbols.get(clazz));
        }
        return text.toString();
    }

    private List<Span> spans(int[] labelling, int alternatives) {
        List<Range> places = CtcLattice.bestAlignment(logProbabilities, labelling);
        List<Span> spans = new ArrayList<>(labelling.length);
        for (int i = 0; i < labelling.length; i++) {
            spans.add(CharacterSpan.of(
                    labelling[i], places.get(i), logProbabilities, symbols, alternatives, sourceColumns));
        }
        return spans;
    }

    /** A text in classes, and the logarithm of its probability. */
    private record Reading(int[] labelling, double logProbability) {

        double confidence() {
            return Math.min(Math.exp(logProbability), 1);
        }
    }
}
