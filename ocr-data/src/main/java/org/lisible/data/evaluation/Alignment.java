package org.lisible.data.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * The cheapest way to turn one text into another by replacing, dropping and adding characters (Levenshtein 1966), code
 * point by code point.
 *
 * @param pairs in reading order
 */
public record Alignment(List<Pair> pairs) {

    public Alignment {
        pairs = List.copyOf(pairs);
    }

    /**
     * One place in both texts.
     *
     * @param expected the character that should be here; empty if the reader added one
     * @param actual the character that was read; empty if the reader dropped it
     */
    public record Pair(String expected, String actual) {

        public boolean equal() {
            return expected.equals(actual);
        }
    }

    /** Aligns two texts; of several cheapest ways, the one that replaces rather than drops and adds. */
    public static Alignment of(String expected, String actual) {
        int[] from = expected.codePoints().toArray();
        int[] to = actual.codePoints().toArray();
        int[][] cost = costs(from, to);
        List<Pair> backwards = new ArrayList<>();
        int i = from.length;
        int j = to.length;
        while (i > 0 || j > 0) {
            if (i > 0 && j > 0 && cost[i][j] == cost[i - 1][j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1)) {
                backwards.add(new Pair(Character.toString(from[--i]), Character.toString(to[--j])));
            } else if (i > 0 && cost[i][j] == cost[i - 1][j] + 1) {
                backwards.add(new Pair(Character.toString(from[--i]), ""));
            } else {
                backwards.add(new Pair("", Character.toString(to[--j])));
            }
        }
        return new Alignment(backwards.reversed());
    }

    /** The edit distance: how many places differ. */
    public int errors() {
        return (int) pairs.stream().filter(pair -> !pair.equal()).count();
    }

    private static int[][] costs(int[] from, int[] to) {
        int[][] cost = new int[from.length + 1][to.length + 1];
        for (int i = 0; i <= from.length; i++) {
            for (int j = 0; j <= to.length; j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                } else {
                    int replaced = cost[i - 1][j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                    cost[i][j] = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                }
            }
        }
        return cost;
    }
}
