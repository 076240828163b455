package org.lisible.data.synthesis;

import java.util.ArrayList;
import java.util.List;

import org.lisible.data.drawing.Plane;

/**
 * The middle lines of an outline, as a pen would write it: filled, thinned to one pixel (Zhang and Suen 1984) and followed
 * from end to end. Short side branches, which thinning leaves at corners, are dropped.
 */
final class Skeleton {

    private static final int PIXELS_PER_EM = 72;
    private static final int MARGIN = 2;

    /** Side branches up to so many pixels are thrown away. */
    private static final int SPUR = 3;

    private static final int SMOOTHINGS = 4;

    /** The eight neighbours in a circle, from the one above. */
    private static final int[] ACROSS = {0, 1, 1, 1, 0, -1, -1, -1};

    private static final int[] DOWN = {-1, -1, 0, 1, 1, 1, 0, -1};

    private final int width;
    private final boolean[] ink;

    private Skeleton(int width, boolean[] ink) {
        this.width = width;
        this.ink = ink;
    }

    /**
     * @param outline in ems, y downwards
     * @return strokes in ems, x and y in turn, y downwards; a single point is a dot
     */
    static List<float[]> of(Outline outline) {
        Placement.Box box = Placement.Box.of(outline.contours());
        int width = (int) Math.ceil((box.right() - box.left()) * PIXELS_PER_EM) + 2 * MARGIN;
        int height = (int) Math.ceil((box.top() - box.bottom()) * PIXELS_PER_EM) + 2 * MARGIN;
        float left = MARGIN - box.left() * PIXELS_PER_EM;
        float top = MARGIN - box.bottom() * PIXELS_PER_EM;
        Plane coverage = new Plane(width, height);
        Rasterizer.fill(outline.place(left, top, PIXELS_PER_EM, 0, PIXELS_PER_EM), coverage);
        boolean[] ink = new boolean[width * height];
        for (int i = 0; i < ink.length; i++) {
            ink[i] = coverage.levels()[i] > 0.5f;
        }
        Skeleton skeleton = new Skeleton(width, ink);
        skeleton.thin();
        List<float[]> strokes = new ArrayList<>();
        for (List<Integer> chain : skeleton.chains()) {
            strokes.add(skeleton.curve(chain, left - 0.5f, top - 0.5f));
        }
        return List.copyOf(strokes);
    }

    private void thin() {
        boolean changed = true;
        while (changed) {
            changed = erode(0) | erode(2);
        }
    }

    /** One of the two passes: takes away from the lower right ({@code turn} 0) or from the upper left (2). */
    private boolean erode(int turn) {
        List<Integer> taken = new ArrayList<>();
        for (int i = 0; i < ink.length; i++) {
            if (!ink[i]) {
                continue;
            }
            int neighbours = degree(i);
            boolean above = at(i, 0);
            boolean right = at(i, 2);
            boolean below = at(i, 4);
            boolean left = at(i, 6);
            boolean open = turn == 0
                    ? !(above && right && below) && !(right && below && left)
                    : !(above && right && left) && !(above && below && left);
            if (neighbours >= 2 && neighbours <= 6 && branches(i) == 1 && open) {
                taken.add(i);
            }
        }
        taken.forEach(i -> ink[i] = false);
        return !taken.isEmpty();
    }

    private boolean at(int i, int direction) {
        return ink[neighbour(i, direction)];
    }

    private int neighbour(int i, int direction) {
        return i + DOWN[direction] * width + ACROSS[direction];
    }

    private int degree(int i) {
        int degree = 0;
        for (int direction = 0; direction < 8; direction++) {
            degree += at(i, direction) ? 1 : 0;
        }
        return degree;
    }

    /** How many separate runs of ink go out from a pixel: 1 at an end, 2 on a line, 3 where lines meet. */
    private int branches(int i) {
        int branches = 0;
        for (int direction = 0; direction < 8; direction++) {
            branches += !at(i, direction) && at(i, (direction + 1) % 8) ? 1 : 0;
        }
        return branches;
    }

    /** Lines from one end or meeting to the next, then rings and dots. */
    private List<List<Integer>> chains() {
        List<List<Integer>> chains = new ArrayList<>();
        boolean[] done = new boolean[ink.length];
        for (int i = 0; i < ink.length; i++) {
            if (ink[i] && branches(i) != 2) {
                for (int direction = 0; direction < 8; direction++) {
                    int next = neighbour(i, direction);
                    if (ink[next] && !done[next] && (branches(next) == 2 || next > i)) {
                        List<Integer> chain = follow(i, next, done);
                        boolean spur = chain.size() <= SPUR
                                && branches(chain.getFirst()) + branches(chain.getLast()) >= 4
                                && Math.min(branches(chain.getFirst()), branches(chain.getLast())) == 1;
                        if (!spur) {
                            chains.add(chain);
                        }
                    }
                }
                if (degree(i) == 0) {
                    chains.add(List.of(i));
                }
            }
        }
        for (int i = 0; i < ink.length; i++) {
            if (ink[i] && branches(i) == 2 && !done[i]) {
                List<Integer> ring = follow(i, ring(i), done);
                ring.add(i);
                chains.add(ring);
            }
        }
        return chains;
    }

    private int ring(int i) {
        for (int direction = 0; direction < 8; direction++) {
            if (at(i, direction)) {
                return neighbour(i, direction);
            }
        }
        return i;
    }

    /** Goes on from a pixel by way of the next until lines end or meet; prefers steps along rows and columns. */
    private List<Integer> follow(int start, int second, boolean[] done) {
        List<Integer> chain = new ArrayList<>(List.of(start, second));
        int before = start;
        int here = second;
        while (branches(here) == 2 && !done[here]) {
            done[here] = true;
            int next = -1;
            for (int step = 0; step < 8; step++) {
                int candidate = neighbour(here, step < 4 ? 2 * step : 2 * step - 7);
                boolean beside = Math.abs(candidate % width - before % width) <= 1
                        && Math.abs(candidate / width - before / width) <= 1;
                if (next < 0 && ink[candidate] && candidate != before && !done[candidate] && !(beside && before == start)) {
                    next = candidate;
                }
            }
            if (next < 0) {
                break;
            }
            chain.add(next);
            before = here;
            here = next;
        }
        return chain;
    }

    private float[] curve(List<Integer> chain, float left, float top) {
        float[] curve = new float[2 * chain.size()];
        for (int i = 0; i < chain.size(); i++) {
            curve[2 * i] = (chain.get(i) % width - left) / PIXELS_PER_EM;
            curve[2 * i + 1] = (chain.get(i) / width - top) / PIXELS_PER_EM;
        }
        Hand.round(curve, SMOOTHINGS);
        return curve;
    }
}
