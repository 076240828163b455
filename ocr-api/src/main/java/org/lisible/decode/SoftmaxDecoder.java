package org.lisible.decode;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import org.lisible.OcrException;
import org.lisible.model.Alphabet;
import org.lisible.model.Manifest;
import org.lisible.result.Alternative;
import org.lisible.result.Logits;
import org.lisible.result.Range;
import org.lisible.result.Recognition;

/**
 * Names the one character of an image from a classifier's logits: a softmax after the division by the manifest's
 * temperature. Under constraints the probabilities are those given that the constraints hold: they are divided by what all
 * allowed characters have together.
 */
final class SoftmaxDecoder {

    private static final float IMPOSSIBLE = 10_000;
    private static final Range ONLY_STEP = new Range(0, 1);

    private final Manifest manifest;
    private final double[] logProbabilities;
    private final Optional<UnaryOperator<Range>> sourceColumns;

    SoftmaxDecoder(Logits logits, Manifest manifest, Optional<UnaryOperator<Range>> sourceColumns) {
        this.manifest = manifest;
        this.logProbabilities = logits.logProbabilities(manifest.decoder().temperature())[0];
        this.sourceColumns = sourceColumns;
    }

    Recognition read(DecodeOptions options) {
        double[] row = constrained(options);
        List<String> symbols = manifest.alphabet().symbols();
        List<Integer> best = IntStream.range(0, row.length)
                .filter(clazz -> row[clazz] > Double.NEGATIVE_INFINITY)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer clazz) -> row[clazz]).reversed())
                .toList();
        return new Recognition(
                symbols.get(best.getFirst()),
                Math.exp(row[best.getFirst()]),
                List.of(CharacterSpan.of(
                        best.getFirst(),
                        ONLY_STEP,
                        new double[][] {row},
                        symbols,
                        options.characterAlternatives(),
                        sourceColumns)),
                best.stream()
                        .limit(options.nBest())
                        .map(clazz -> new Alternative(symbols.get(clazz), Math.exp(row[clazz])))
                        .toList());
    }

    /** Logits in which what is not allowed is {@value #IMPOSSIBLE} below the largest. */
    static Logits constrain(Logits logits, Alphabet alphabet, DecodeOptions options) {
        BitSet allowed = Grammars.characters(options, alphabet);
        float[] values = logits.values().clone();
        float most = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            most = Math.max(most, value);
        }
        for (int clazz = 0; clazz < values.length; clazz++) {
            values[clazz] = allowed.get(clazz) ? values[clazz] : most - IMPOSSIBLE;
        }
        return new Logits(1, values.length, values);
    }

    /** The log-probabilities over the allowed characters; negative infinity for the others. */
    private double[] constrained(DecodeOptions options) {
        if (options.exactLength().orElse(1) != 1) {
            throw new OcrException(
                    OcrException.Kind.INVALID,
                    "length-out-of-range",
                    "length is " + options.exactLength().getAsInt() + ", but the model " + manifest.name()
                            + " reads one character; leave it out");
        }
        BitSet allowed = Grammars.characters(options, manifest.alphabet());
        double most = allowed.stream().mapToDouble(clazz -> logProbabilities[clazz]).max().orElseThrow();
        double sum = allowed.stream().mapToDouble(clazz -> Math.exp(logProbabilities[clazz] - most)).sum();
        return IntStream.range(0, logProbabilities.length)
                .mapToDouble(clazz -> allowed.get(clazz)
                        ? logProbabilities[clazz] - most - Math.log(sum)
                        : Double.NEGATIVE_INFINITY)
                .toArray();
    }
}
