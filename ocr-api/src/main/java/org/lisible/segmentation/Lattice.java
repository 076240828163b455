package org.lisible.segmentation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/**
 * The pieces of a line from left to right, and which runs of neighbours may be one character. Pieces are components, cut
 * where letters may touch; a character is one piece or several: the parts of a component, a stem with its dot, the strokes
 * of {@code =}, a broken letter.
 */
final class Lattice {

    /** Nothing is wider, in cap heights, unless it is one component. */
    private static final double WIDEST = 1.6;
    /** Components of one character at most. */
    private static final int MOST_PARTS = 4;
    /** Components that are wider than this part of the cap height may be cut; much wider ones are always tried. */
    private static final double CUT_FROM = 0.45;
    private static final double WIDE = 0.95;
    /** Marks are smaller than this part of the cap height. */
    private static final double MARK = 0.4;
    /** Parts of a character may be this far apart, in cap heights: two marks, a mark and a stem, strokes that should touch. */
    private static final double MARKS_APART = 0.35;
    private static final double MARK_APART = 0.12;
    private static final double STROKES_APART = 0.2;
    /** Parts that overlap by this share of the narrower one's columns stand above each other. */
    private static final double STACKED = 0.25;

    /**
     * Which pieces may be one character.
     *
     * @param first the first piece
     * @param end the piece after the last
     */
    record Span(int first, int end) {}

    private final double capHeight;
    private final List<Component> pieces = new ArrayList<>();
    /** The number of the component that each piece is of. */
    private final int[] owners;
    /** Into how many pieces each component was cut, and how wide it is. */
    private final int[] parts;
    private final int[] widths;
    /** {@code boolean[pieces + 1]}: whether a component goes on on both sides of a border between pieces. */
    private final boolean[] cut;

    Lattice(List<Component> line, double capHeight, double pen) {
        this.capHeight = capHeight;
        List<Component> sorted = line.stream().sorted(Comparator.comparingDouble(component -> component.box().centreX())).toList();
        Map<Component, Integer> owner = new HashMap<>();
        this.parts = new int[sorted.size()];
        this.widths = sorted.stream().mapToInt(component -> component.box().width()).toArray();
        for (int i = 0; i < sorted.size(); i++) {
            Component component = sorted.get(i);
            List<Component> all = component.box().width() > CUT_FROM * capHeight && standsAlone(component, sorted)
                    ? Cutter.pieces(component, pen, capHeight)
                    : List.of(component);
            parts[i] = all.size();
            for (Component piece : all) {
                owner.put(piece, i);
            }
            pieces.addAll(all);
        }
        pieces.sort(Comparator.comparingDouble(piece -> piece.box().centreX()));
        this.owners = pieces.stream().mapToInt(owner::get).toArray();
        this.cut = cuts();
    }

    private boolean[] cuts() {
        boolean[] cuts = new boolean[pieces.size() + 1];
        int[] seen = new int[parts.length];
        int open = 0;
        for (int piece = 0; piece < owners.length; piece++) {
            int owner = owners[piece];
            open += seen[owner]++ == 0 ? 1 : 0;
            open -= seen[owner] == parts[owner] ? 1 : 0;
            cuts[piece + 1] = open > 0;
        }
        return cuts;
    }

    /** Whether no letter begins or ends inside it: cutting components that interlock would tear them apart. */
    private boolean standsAlone(Component component, List<Component> line) {
        Box box = component.box();
        return line.stream()
                .filter(other -> other != component && !isMark(other.box()))
                .noneMatch(other -> other.box().centreX() > box.x() && other.box().centreX() < box.right()
                        || box.centreX() > other.box().x() && box.centreX() < other.box().right());
    }

    List<Component> pieces() {
        return pieces;
    }

    /** What is tried first: whole components, and parts that stand above each other or are marks. */
    SequencedSet<Span> likely() {
        SequencedSet<Span> spans = new LinkedHashSet<>();
        for (int first = 0; first < pieces.size(); first++) {
            int before = spans.size();
            for (int end = first + 1; end <= pieces.size() && components(first, end) <= MOST_PARTS; end++) {
                if (isWhole(first, end) && isNarrow(first, end) && belongsTogether(first, end, false)) {
                    spans.add(new Span(first, end));
                }
            }
            if (spans.size() == before && !startsWhole(first, spans)) {
                spans.add(new Span(first, first + 1));
            }
        }
        return spans;
    }

    /** Whether a piece lies inside a span that is tried as a whole. */
    private static boolean startsWhole(int first, SequencedSet<Span> spans) {
        return spans.stream().anyMatch(span -> span.first < first && first < span.end);
    }

    /**
     * What is tried where the likely is doubtful: parts of components, and strokes that may belong together.
     *
     * @param doubtful whether the piece's component was not recognised for sure: {@code boolean[pieces]}
     */
    SequencedSet<Span> possible(boolean[] doubtful) {
        SequencedSet<Span> spans = new LinkedHashSet<>();
        for (int first = 0; first < pieces.size(); first++) {
            for (int end = first + 1; end <= pieces.size() && components(first, end) <= MOST_PARTS; end++) {
                if (isNarrow(first, end) && worthTrying(first, end, doubtful) && belongsTogether(first, end, true)) {
                    spans.add(new Span(first, end));
                }
            }
        }
        return spans;
    }

    private boolean worthTrying(int first, int end, boolean[] doubtful) {
        boolean wide = false;
        boolean doubt = false;
        for (int piece = first; piece < end; piece++) {
            doubt |= doubtful[piece];
            wide |= widths[owners[piece]] > WIDE * capHeight;
        }
        return isWhole(first, end) ? doubt : doubt || wide;
    }

    List<Component> components(Span span) {
        return pieces.subList(span.first, span.end);
    }

    /** How many cuts end a span: 0 to 2. */
    int cuts(int first, int end) {
        return (cut[first] ? 1 : 0) + (cut[end] ? 1 : 0);
    }

    /** How many gaps there are inside a span between parts that do not stand above each other and are no pair of marks. */
    int gaps(int first, int end) {
        int gaps = 0;
        int right = pieces.get(first).box().right();
        for (int piece = first + 1; piece < end; piece++) {
            Box box = pieces.get(piece).box();
            if (box.x() > right && !(isMark(box) && isMark(pieces.get(piece - 1).box()))) {
                gaps++;
            }
            right = Math.max(right, box.right());
        }
        return gaps;
    }

    private boolean isMark(Box box) {
        return box.largerSide() < MARK * capHeight;
    }

    private int components(int first, int end) {
        return (int) Arrays.stream(owners, first, end).distinct().count();
    }

    private boolean isWhole(int first, int end) {
        for (int piece = first; piece < end; piece++) {
            int owner = owners[piece];
            if (Arrays.stream(owners, first, end).filter(other -> other == owner).count() < parts[owner]) {
                return false;
            }
        }
        return true;
    }

    private boolean isNarrow(int first, int end) {
        return components(first, end) == 1 && isWhole(first, end)
                || Component.box(pieces.subList(first, end)).width() <= WIDEST * capHeight;
    }

    /** Whether each piece is near enough to those before it. */
    private boolean belongsTogether(int first, int end, boolean strokes) {
        Box box = pieces.get(first).box();
        for (int piece = first + 1; piece < end; piece++) {
            Box next = pieces.get(piece).box();
            if (owners[piece] != owners[piece - 1] && !near(box, pieces.get(piece - 1).box(), next, strokes)) {
                return false;
            }
            box = box.union(next);
        }
        return true;
    }

    private boolean near(Box all, Box last, Box next, boolean strokes) {
        double apart = next.x() - all.right();
        boolean marks = isMark(last) && isMark(next);
        boolean mark = isMark(last) || isMark(next);
        return -apart >= STACKED * Math.min(all.width(), next.width())
                || marks && apart <= MARKS_APART * capHeight
                || mark && apart <= MARK_APART * capHeight
                || strokes && apart <= STROKES_APART * capHeight;
    }
}
