package org.lisible.segmentation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.lisible.OcrException;
import org.lisible.OcrException.Kind;

/**
 * Connected components, neighbours in eight directions, by runs and union-find. Stops as soon as there are too many: time
 * and memory are bounded by the picture's pixels and by {@link #MOST_RUNS}.
 */
final class ComponentFinder {

    /** Components of a picture at most, specks included. */
    static final int MOST_COMPONENTS = 2_000;
    /** Runs of drawn pixels at most. */
    static final int MOST_RUNS = 2_000_000;

    private final InkMap ink;
    /** Row, first column, column after the last, then the number of a run that it belongs to. */
    private int[] runs = new int[4 * 1024];
    private int count;
    private int components;

    private ComponentFinder(InkMap ink) {
        this.ink = ink;
    }

    /**
     * @return in the order of their first rows; may be empty
     * @throws OcrException of kind {@code UNPROCESSABLE}, code {@code too-many-components}
     */
    static List<Component> find(InkMap ink) {
        ComponentFinder finder = new ComponentFinder(ink);
        finder.link();
        return finder.collect();
    }

    private void link() {
        int above = 0;
        for (int y = 0; y < ink.height(); y++) {
            int row = count;
            for (int x = 0; x < ink.width(); x++) {
                if (!ink.isDrawn(x, y)) {
                    continue;
                }
                int first = x;
                while (x < ink.width() && ink.isDrawn(x, y)) {
                    x++;
                }
                add(y, first, x);
                // Runs above that end before this one began meet no later one either.
                while (above < row && (runs[4 * above] < y - 1 || runs[4 * above + 2] < first)) {
                    above++;
                }
                for (int other = above; other < row && runs[4 * other + 1] <= x; other++) {
                    join(other, count - 1);
                }
                if (components > MOST_COMPONENTS) {
                    throw tooMany("more than " + MOST_COMPONENTS + " separate strokes or specks");
                }
            }
            above = row;
        }
    }

    private void add(int y, int first, int end) {
        if (count == MOST_RUNS) {
            throw tooMany("more than " + MOST_RUNS + " stretches of ink");
        }
        if (4 * count == runs.length) {
            runs = Arrays.copyOf(runs, 2 * runs.length);
        }
        runs[4 * count] = y;
        runs[4 * count + 1] = first;
        runs[4 * count + 2] = end;
        runs[4 * count + 3] = count;
        count++;
        components++;
    }

    private static OcrException tooMany(String what) {
        return new OcrException(Kind.UNPROCESSABLE, "too-many-components", "this picture has " + what
                + ", which is no short text; cut it smaller, or photograph it with more contrast");
    }

    private void join(int left, int right) {
        int a = root(left);
        int b = root(right);
        if (a != b) {
            runs[4 * Math.max(a, b) + 3] = Math.min(a, b);
            components--;
        }
    }

    private int root(int run) {
        while (runs[4 * run + 3] != run) {
            runs[4 * run + 3] = runs[4 * runs[4 * run + 3] + 3];
            run = runs[4 * run + 3];
        }
        return run;
    }

    private List<Component> collect() {
        int[] sizes = new int[count];
        for (int run = 0; run < count; run++) {
            sizes[root(run)]++;
        }
        int[][] parts = new int[count][];
        List<int[]> found = new ArrayList<>(components);
        for (int run = 0; run < count; run++) {
            int root = root(run);
            if (parts[root] == null) {
                parts[root] = new int[3 * sizes[root]];
                sizes[root] = 0;
                found.add(parts[root]);
            }
            System.arraycopy(runs, 4 * run, parts[root], 3 * sizes[root]++, 3);
        }
        return found.stream().map(Component::of).toList();
    }
}
