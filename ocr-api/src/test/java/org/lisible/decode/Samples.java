package org.lisible.decode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.lisible.model.Alphabet;
import org.lisible.model.DecoderSpec;
import org.lisible.model.InputSpec;
import org.lisible.model.Manifest;
import org.lisible.result.Logits;

/** Manifests, logits and the brute force that the searches are compared with. */
final class Samples {

    private Samples() {}

    static Manifest manifest(String alphabet) {
        return manifest(alphabet, DecoderSpec.CTC, 1);
    }

    static Manifest manifest(String alphabet, String decoder, double temperature) {
        InputSpec input = new InputSpec(
                1, 50, 200, InputSpec.Fit.STRETCH, InputSpec.Interpolation.BILINEAR, -1, 1, InputSpec.Polarity.AS_IS);
        return new Manifest(
                "test", "1", "Test", Manifest.TEXT_LINE, input, List.of(), Alphabet.of(alphabet),
                new DecoderSpec(decoder, temperature), Map.of());
    }

    static Logits noise(Random random, int steps, int classes, double spread) {
        float[] values = new float[steps * classes];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (spread * random.nextGaussian());
        }
        return new Logits(steps, classes, values);
    }

    /** Logits whose best path is the given one, a symbol or {@code -} for the blank at each step. */
    static Logits path(String path, String alphabet, float height) {
        int classes = alphabet.length() + 1;
        float[] values = new float[path.length() * classes];
        for (int step = 0; step < path.length(); step++) {
            values[step * classes + alphabet.indexOf(path.charAt(step)) + 1] = height;
        }
        return new Logits(path.length(), classes, values);
    }

    /** Every text that has a path, with the sum of its paths' probabilities, by going through all paths. */
    static Map<String, Double> allTexts(Logits logits, String alphabet) {
        double[][] rows = logits.logProbabilities(1);
        Map<String, Double> texts = new HashMap<>();
        int[] path = new int[logits.steps()];
        long paths = Math.round(Math.pow(logits.classes(), logits.steps()));
        for (long number = 0; number < paths; number++) {
            long rest = number;
            double logProbability = 0;
            for (int step = 0; step < path.length; step++, rest /= logits.classes()) {
                path[step] = (int) (rest % logits.classes());
                logProbability += rows[step][path[step]];
            }
            texts.merge(collapse(path, alphabet), Math.exp(logProbability), Double::sum);
        }
        return texts;
    }

    private static String collapse(int[] path, String alphabet) {
        StringBuilder text = new StringBuilder();
        int before = 0;
        for (int clazz : path) {
            if (clazz != 0 && clazz != before) {
                text.append(alphabet.charAt(clazz - 1));
            }
            before = clazz;
        }
        return text.toString();
    }
}
