package org.lisible.segmentation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Puts components into lines of text. Those of a letter's size make the lines, from left to right, each joining the line
 * whose last letters it stands beside; marks then go to the line that they are nearest to.
 */
final class LineFinder {

    /** Letters are at least this part of the usual height, and at most so many times as high. */
    private static final double LETTER = 0.45;
    private static final double TALLEST = 3;
    /** Share of the lower one's height that a letter shares with its line. */
    private static final double BESIDE = 0.3;
    /** Letters that say where a line is now. */
    private static final int RECENT = 4;
    /** Specks have less than this part of the area that the pen covers at a touch. */
    private static final double SPECK = 0.3;

    private LineFinder() {}

    /** @return lines from top to bottom, at least one component each; specks are in none */
    static List<List<Component>> lines(List<Component> components, double pen) {
        double least = SPECK * pen * pen;
        List<Component> ink = components.stream().filter(component -> component.area() >= least).toList();
        double usual = usualHeight(ink);
        List<Band> bands = new ArrayList<>();
        ink.stream()
                .filter(component -> isLetter(component, usual))
                .sorted(Comparator.comparingInt(component -> component.box().x()))
                .forEach(component -> join(component, bands));
        merge(bands);
        for (Component component : ink) {
            if (!isLetter(component, usual)) {
                bands.stream()
                        .min(Comparator.comparingDouble(band -> band.distance(component.box())))
                        .ifPresent(band -> band.marks.add(component));
            }
        }
        return bands.stream()
                .sorted(Comparator.comparingDouble(Band::centre))
                .map(Band::all)
                .toList();
    }

    /** The median height, where each component counts by its size: dots and dashes hardly do. */
    private static double usualHeight(List<Component> components) {
        List<Component> sorted = components.stream().sorted(Comparator.comparingInt(component -> component.box().height())).toList();
        long all = sorted.stream().mapToLong(component -> component.box().height()).sum();
        long seen = 0;
        for (Component component : sorted) {
            seen += component.box().height();
            if (2 * seen >= all) {
                return component.box().height();
            }
        }
        return 1;
    }

    private static boolean isLetter(Component component, double usual) {
        return component.box().height() >= LETTER * usual && component.box().height() <= TALLEST * usual;
    }

    private static void join(Component component, List<Band> bands) {
        Box box = component.box();
        Band best = null;
        double most = BESIDE;
        for (Band band : bands) {
            double share = band.shared(box);
            if (share > most) {
                most = share;
                best = band;
            }
        }
        if (best == null) {
            best = new Band();
            bands.add(best);
        }
        best.letters.add(component);
    }

    /** Lines that began at different letters but run in the same rows become one. */
    private static void merge(List<Band> bands) {
        for (int i = 0; i < bands.size(); i++) {
            for (int j = bands.size() - 1; j > i; j--) {
                if (bands.get(i).overlap(bands.get(j)) > 0.5) {
                    bands.get(i).letters.addAll(bands.remove(j).letters);
                    bands.get(i).letters.sort(Comparator.comparingInt(component -> component.box().x()));
                    j = bands.size();
                }
            }
        }
    }

    /** A line that grows. */
    private static final class Band {

        final List<Component> letters = new ArrayList<>();
        final List<Component> marks = new ArrayList<>();

        /** The share of rows that a box has in common with the line's latest letters. */
        double shared(Box box) {
            double top = 0;
            double bottom = 0;
            List<Component> recent = letters.subList(Math.max(0, letters.size() - RECENT), letters.size());
            for (Component letter : recent) {
                top += letter.box().y() / (double) recent.size();
                bottom += letter.box().bottom() / (double) recent.size();
            }
            return (Math.min(bottom, box.bottom()) - Math.max(top, box.y())) / Math.min(bottom - top, box.height());
        }

        /** Of the median rows. */
        double overlap(Band other) {
            double shared = Math.min(bottom(), other.bottom()) - Math.max(top(), other.top());
            return shared / Math.min(bottom() - top(), other.bottom() - other.top());
        }

        double top() {
            return median(letters.stream().mapToInt(letter -> letter.box().y()).sorted().toArray());
        }

        double bottom() {
            return median(letters.stream().mapToInt(letter -> letter.box().bottom()).sorted().toArray());
        }

        double centre() {
            return (top() + bottom()) / 2;
        }

        private static double median(int[] sorted) {
            return sorted[sorted.length / 2];
        }

        /** How far a mark is from the letters nearest to it: rows above or below count four times. */
        double distance(Box mark) {
            double least = Double.POSITIVE_INFINITY;
            for (Component letter : letters) {
                Box box = letter.box();
                double across = Math.max(0, Math.max(box.x() - mark.right(), mark.x() - box.right()));
                double down = Math.max(0, Math.max(box.y() - mark.centreY(), mark.centreY() - box.bottom()));
                least = Math.min(least, across + 4 * down);
            }
            return least;
        }

        List<Component> all() {
            List<Component> all = new ArrayList<>(letters);
            all.addAll(marks);
            return all;
        }
    }
}
