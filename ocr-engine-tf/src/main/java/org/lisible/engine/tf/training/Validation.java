package org.lisible.engine.tf.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.lisible.result.Logits;

/** Reads a validation set and says how well. */
final class Validation {

    /**
     * What the network said to every example.
     *
     * @param criterion how that is judged
     * @param logits in the order of the set
     * @param labels symbol indices, in the order of the set
     */
    record Outcome(Criterion criterion, List<Logits> logits, List<int[]> labels) {

        /** Mean loss at a temperature, without label smoothing. */
        double loss(double temperature) {
            double sum = 0;
            for (int i = 0; i < logits.size(); i++) {
                sum += criterion.negativeLog(logits.get(i).logProbabilities(temperature), labels.get(i));
            }
            return sum / logits.size();
        }

        /** Share of labels that greedy decoding reads without a fault. */
        double exactMatch() {
            int exact = 0;
            for (int i = 0; i < logits.size(); i++) {
                exact += Arrays.equals(criterion.greedy(logits.get(i)), labels.get(i)) ? 1 : 0;
            }
            return (double) exact / logits.size();
        }

        /** Edit distance of greedy decoding, over the labels' characters. */
        double characterErrorRate() {
            int distance = 0;
            int characters = 0;
            for (int i = 0; i < logits.size(); i++) {
                distance += distance(criterion.greedy(logits.get(i)), labels.get(i));
                characters += labels.get(i).length;
            }
            return characters == 0 ? 0 : (double) distance / characters;
        }
    }

    private Validation() {}

    /** Cuts a batch's logits into those of its examples. */
    static List<Logits> cut(float[] values, int batch, int classes) {
        int size = values.length / batch;
        List<Logits> logits = new ArrayList<>(batch);
        for (int i = 0; i < batch; i++) {
            logits.add(new Logits(size / classes, classes, Arrays.copyOfRange(values, i * size, (i + 1) * size)));
        }
        return logits;
    }

    /** Levenshtein distance. */
    static int distance(int[] a, int[] b) {
        int[] row = new int[b.length + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= a.length; i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length; j++) {
                int replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length];
    }
}
