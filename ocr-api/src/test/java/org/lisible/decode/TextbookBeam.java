package org.lisible.decode;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Prefix beam search as the paper writes it, with maps keyed by the prefix and nothing clever; slow and obvious. */
final class TextbookBeam {

    private TextbookBeam() {}

    static List<String> labellings(double[][] rows, int width) {
        Map<List<Integer>, double[]> beam = Map.of(List.of(), new double[] {1, 0});
        for (double[] row : rows) {
            Map<List<Integer>, double[]> next = new HashMap<>();
            beam.forEach((prefix, p) -> {
                at(next, prefix)[0] += (p[0] + p[1]) * Math.exp(row[0]);
                int last = prefix.isEmpty() ? 0 : prefix.getLast();
                if (last != 0) {
                    at(next, prefix)[1] += p[1] * Math.exp(row[last]);
                }
                for (int clazz = 1; clazz < row.length; clazz++) {
                    Integer[] longer = Arrays.copyOf(prefix.toArray(Integer[]::new), prefix.size() + 1);
                    longer[prefix.size()] = clazz;
                    at(next, List.of(longer))[1] += (clazz == last ? p[0] : p[0] + p[1]) * Math.exp(row[clazz]);
                }
            });
            Map<List<Integer>, double[]> kept = new HashMap<>();
            sorted(next).stream().limit(width).forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
            beam = kept;
        }
        return sorted(beam).stream().map(entry -> entry.getKey().toString()).toList();
    }

    private static List<Map.Entry<List<Integer>, double[]>> sorted(Map<List<Integer>, double[]> beam) {
        return beam.entrySet().stream()
                .sorted(Comparator.comparingDouble(
                        (Map.Entry<List<Integer>, double[]> entry) -> -entry.getValue()[0] - entry.getValue()[1]))
                .toList();
    }

    private static double[] at(Map<List<Integer>, double[]> beam, List<Integer> prefix) {
        return beam.computeIfAbsent(prefix, unseen -> new double[2]);
    }
}
