package org.lisible.data.synthesis;

import java.util.ArrayList;
import java.util.List;

/**
 * One stroke before it is flattened: a centripetal Catmull-Rom spline through its points (Barry and Goldman 1988, with
 * the knots of Yuksel, Schaefer and Keyser 2011, so that it has no loops), broken at corners.
 */
final class PenCurve {

    /** Grid units between two points of the flattened curve. */
    private static final double STEP = 0.6;

    private static final double ARC_STEP = 30;

    private record Point(double x, double y, boolean corner) {

        double distance(Point other) {
            return Math.hypot(x - other.x, y - other.y);
        }

        /** This point mirrored at another. */
        Point beyond(Point other) {
            return new Point(2 * other.x - x, 2 * other.y - y, false);
        }

        Point towards(Point other, double share) {
            return new Point(x + share * (other.x - x), y + share * (other.y - y), false);
        }
    }

    private final List<Point> points = new ArrayList<>();

    private PenCurve() {}

    /** Reads {@code "x,y x,y* @x,y,rx,ry,from,to"}. */
    static PenCurve read(String text) {
        PenCurve curve = new PenCurve();
        for (String word : text.split(" +")) {
            boolean arc = word.startsWith("@");
            boolean corner = word.endsWith("*");
            String[] numbers = word.substring(arc ? 1 : 0, word.length() - (corner ? 1 : 0)).split(",");
            double[] n = new double[numbers.length];
            for (int i = 0; i < n.length; i++) {
                n[i] = Double.parseDouble(numbers[i]);
            }
            if (arc) {
                curve.arc(n[0], n[1], n[2], n[3], n[4], n[5]);
            } else {
                curve.points.add(new Point(n[0], n[1], corner));
            }
        }
        return curve;
    }

    private void arc(double x, double y, double radiusX, double radiusY, double from, double to) {
        int steps = (int) Math.ceil((to - from) / ARC_STEP);
        for (int i = 0; i <= steps; i++) {
            double angle = Math.toRadians(from + (to - from) * i / steps);
            points.add(new Point(x + radiusX * Math.cos(angle), y + radiusY * Math.sin(angle), false));
        }
    }

    /** Points along the curve, x and y in turn, about {@link #STEP} apart. */
    float[] flatten() {
        List<Point> flat = new ArrayList<>();
        flat.add(points.getFirst());
        for (int i = 0; i + 1 < points.size(); i++) {
            Point from = points.get(i);
            Point to = points.get(i + 1);
            boolean starts = i == 0 || from.corner;
            boolean ends = i + 2 == points.size() || to.corner;
            int steps = (int) Math.max(1, Math.round(from.distance(to) / STEP));
            if (starts && ends) {
                for (int step = 1; step <= steps; step++) {
                    flat.add(from.towards(to, (double) step / steps));
                }
            } else {
                Point before = starts ? to.beyond(from) : points.get(i - 1);
                Point after = ends ? from.beyond(to) : points.get(i + 2);
                for (int step = 1; step <= steps; step++) {
                    flat.add(between(before, from, to, after, (double) step / steps));
                }
            }
        }
        float[] xy = new float[2 * flat.size()];
        for (int i = 0; i < flat.size(); i++) {
            xy[2 * i] = (float) flat.get(i).x;
            xy[2 * i + 1] = (float) flat.get(i).y;
        }
        return xy;
    }

    private static Point between(Point a, Point b, Point c, Point d, double share) {
        double tb = Math.sqrt(a.distance(b));
        double tc = tb + Math.sqrt(b.distance(c));
        double td = tc + Math.sqrt(c.distance(d));
        double t = tb + share * (tc - tb);
        Point ab = a.towards(b, t / tb);
        Point bc = b.towards(c, share);
        Point cd = c.towards(d, (t - tc) / (td - tc));
        Point abc = ab.towards(bc, t / tc);
        Point bcd = bc.towards(cd, (t - tb) / (td - tb));
        return abc.towards(bcd, share);
    }
}
