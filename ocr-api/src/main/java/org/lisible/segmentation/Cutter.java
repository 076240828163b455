package org.lisible.segmentation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Cuts a component where letters may touch: along paths from top to bottom that cross little ink (seams, as in Avidan and
 * Shamir 2007). Which cuts are right is for the classifier to say.
 */
final class Cutter {

    /** What a step to the side costs, in pixels of ink. */
    private static final float ASIDE = 0.35f;
    /** Pen widths of ink that a cut may cross. */
    private static final double MOST_INK = 1.8;
    /** Cap heights from a cut to the next, and to the component's edge. */
    private static final double LEAST_WIDTH = 0.16;
    private static final int MOST_CUTS = 10;

    private final Component component;
    private final int width;
    private final int height;
    private final boolean[] drawn;

    private Cutter(Component component) {
        this.component = component;
        this.width = component.box().width();
        this.height = component.box().height();
        this.drawn = new boolean[width * height];
        int[] runs = component.runs();
        for (int i = 0; i < runs.length; i += 3) {
            int row = (runs[i] - component.box().y()) * width - component.box().x();
            Arrays.fill(drawn, row + runs[i + 1], row + runs[i + 2], true);
        }
    }

    /**
     * @param pen the width of its strokes
     * @param capHeight of its line
     * @return its pieces from left to right; the component itself if there is nowhere to cut
     */
    static List<Component> pieces(Component component, double pen, double capHeight) {
        return new Cutter(component).pieces(pen, Math.max(2, (int) Math.round(LEAST_WIDTH * capHeight)));
    }

    private List<Component> pieces(double pen, int apart) {
        if (width < 2 * apart + 1) {
            return List.of(component);
        }
        float[] down = costs(false);
        float[] up = costs(true);
        int middle = height / 2;
        float[] through = new float[width];
        for (int x = 0; x < width; x++) {
            int i = middle * width + x;
            through[x] = down[i] + up[i] - (drawn[i] ? 1 : 0);
        }
        List<Integer> columns = new ArrayList<>();
        IntStream.range(apart, width - apart)
                .filter(x -> through[x] <= MOST_INK * pen)
                .boxed()
                .sorted(Comparator.comparingDouble(x -> through[x]))
                .forEach(x -> {
                    if (columns.size() < MOST_CUTS && columns.stream().allMatch(other -> Math.abs(other - x) >= apart)) {
                        columns.add(x);
                    }
                });
        columns.sort(Comparator.naturalOrder());
        return columns.isEmpty() ? List.of(component) : split(columns.stream().map(x -> path(x, middle, down, up)).toList());
    }

    /** {@code float[height * width]}: what the cheapest path from the first row, or the last one, to a pixel costs with it. */
    private float[] costs(boolean fromBelow) {
        float[] costs = new float[width * height];
        for (int row = 0; row < height; row++) {
            int y = fromBelow ? height - 1 - row : row;
            int before = (fromBelow ? y + 1 : y - 1) * width;
            for (int x = 0; x < width; x++) {
                float least = 0;
                if (row > 0) {
                    least = costs[before + x];
                    if (x > 0) {
                        least = Math.min(least, costs[before + x - 1] + ASIDE);
                    }
                    if (x < width - 1) {
                        least = Math.min(least, costs[before + x + 1] + ASIDE);
                    }
                }
                costs[y * width + x] = least + (drawn[y * width + x] ? 1 : 0);
            }
        }
        return costs;
    }

    /** The cheapest path through a pixel of the middle row: {@code int[height]}, its column in each row. */
    private int[] path(int column, int middle, float[] down, float[] up) {
        int[] path = new int[height];
        path[middle] = column;
        for (int y = middle - 1; y >= 0; y--) {
            path[y] = cheapest(down, y, path[y + 1]);
        }
        for (int y = middle + 1; y < height; y++) {
            path[y] = cheapest(up, y, path[y - 1]);
        }
        return path;
    }

    private int cheapest(float[] costs, int y, int from) {
        int best = from;
        float least = costs[y * width + from];
        for (int x = Math.max(0, from - 1); x <= Math.min(width - 1, from + 1); x++) {
            float cost = costs[y * width + x] + (x == from ? 0 : ASIDE);
            if (cost < least) {
                least = cost;
                best = x;
            }
        }
        return best;
    }

    /** A pixel belongs to the piece after the last path that is at or before its column. */
    private List<Component> split(List<int[]> paths) {
        List<int[]> pieces = new ArrayList<>();
        int[] sizes = new int[paths.size() + 1];
        for (int piece = 0; piece <= paths.size(); piece++) {
            pieces.add(new int[3 * (component.runs().length / 3)]);
        }
        int[] runs = component.runs();
        int left = component.box().x();
        for (int i = 0; i < runs.length; i += 3) {
            int y = runs[i] - component.box().y();
            int from = runs[i + 1];
            int border = left;
            for (int piece = 0; piece <= paths.size() && from < runs[i + 2]; piece++) {
                border = piece == paths.size() ? runs[i + 2] : Math.max(border, left + paths.get(piece)[y]);
                int to = Math.min(border, runs[i + 2]);
                if (to > from) {
                    int[] part = pieces.get(piece);
                    part[sizes[piece]++] = runs[i];
                    part[sizes[piece]++] = from;
                    part[sizes[piece]++] = to;
                    from = to;
                }
            }
        }
        List<Component> components = new ArrayList<>();
        for (int piece = 0; piece < sizes.length; piece++) {
            if (sizes[piece] > 0) {
                components.add(Component.of(Arrays.copyOf(pieces.get(piece), sizes[piece])));
            }
        }
        return components;
    }
}
