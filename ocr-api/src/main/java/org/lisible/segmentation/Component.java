package org.lisible.segmentation;

import java.util.Arrays;
import java.util.Collection;

/**
 * Drawn pixels that belong together: a connected component, or a part of one.
 *
 * @param runs {@code int[3 n]}: row, first column and column after the last of each run of pixels, rows rising
 * @param box around them
 * @param area how many pixels
 */
record Component(int[] runs, Box box, int area) {

    /** @param runs at least one; kept, not copied */
    static Component of(int[] runs) {
        int left = Integer.MAX_VALUE;
        int right = 0;
        int area = 0;
        for (int i = 0; i < runs.length; i += 3) {
            left = Math.min(left, runs[i + 1]);
            right = Math.max(right, runs[i + 2]);
            area += runs[i + 2] - runs[i + 1];
        }
        int top = runs[0];
        return new Component(runs, new Box(left, top, right - left, runs[runs.length - 3] + 1 - top), area);
    }

    static Box box(Collection<Component> components) {
        return components.stream().map(Component::box).reduce(Box::union).orElseThrow();
    }

    /** About how wide its strokes are: twice the area by the outline, of which a long stroke has two sides. */
    double stroke() {
        int shared = 0;
        for (int i = 0, above = 0; i < runs.length; i += 3) {
            while (above < i && (runs[above] < runs[i] - 1 || runs[above] == runs[i] - 1 && runs[above + 2] <= runs[i + 1])) {
                above += 3;
            }
            for (int other = above; other < i && runs[other] == runs[i] - 1 && runs[other + 1] < runs[i + 2]; other += 3) {
                shared += Math.min(runs[other + 2], runs[i + 2]) - Math.max(runs[other + 1], runs[i + 1]);
            }
        }
        return 2.0 * area / (2 * (runs.length / 3) + 2 * (area - shared));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Component component && Arrays.equals(runs, component.runs);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(runs);
    }

    @Override
    public String toString() {
        return area + " pixels in " + box;
    }
}
