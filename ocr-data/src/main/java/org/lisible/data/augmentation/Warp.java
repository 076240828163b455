package org.lisible.data.augmentation;

import java.util.random.RandomGenerator;

import org.lisible.data.drawing.Plane;
import org.lisible.data.drawing.SmoothField;

/**
 * An affine map about the text's centre and a smooth displacement, sampled in one pass. The map goes from the new
 * picture to the old one: {@code old = centre + matrix * (new - centre - shift) + field(new)}.
 */
record Warp(
        float centreX,
        float centreY,
        float shiftX,
        float shiftY,
        float xx,
        float xy,
        float yx,
        float yy,
        float[] fieldX,
        float[] fieldY) {

    private static final int SPACING = 10;

    /** Draws a map from the ranges and cuts its shift so that the text's box stays inside. */
    static Warp draw(Augmentation ranges, Plane plane, RandomGenerator random) {
        double angle = Math.toRadians(spread(ranges.rotation(), random));
        double shear = spread(ranges.shear(), random);
        double scaleX = 1 + spread(ranges.scale(), random);
        double scaleY = 1 + spread(ranges.scale(), random);
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        // forward = rotation * shear * scale
        double[] forward = {cos * scaleX, (cos * shear - sin) * scaleY, sin * scaleX, (sin * shear + cos) * scaleY};
        Ink ink = Ink.in(plane);
        double centreX = (ink.left() + ink.right()) / 2.0;
        double centreY = (ink.top() + ink.bottom()) / 2.0;
        double halfX = (ink.right() - ink.left()) / 2.0;
        double halfY = (ink.bottom() - ink.top()) / 2.0;
        double reachX = Math.abs(forward[0]) * halfX + Math.abs(forward[1]) * halfY;
        double reachY = Math.abs(forward[2]) * halfX + Math.abs(forward[3]) * halfY;
        double shiftX = inside(spread(ranges.shiftX(), random), centreX, reachX, plane.width());
        double shiftY = inside(spread(ranges.shiftY(), random), centreY, reachY, plane.height());
        double determinant = forward[0] * forward[3] - forward[1] * forward[2];
        return new Warp(
                (float) centreX,
                (float) centreY,
                (float) shiftX,
                (float) shiftY,
                (float) (forward[3] / determinant),
                (float) (-forward[1] / determinant),
                (float) (-forward[2] / determinant),
                (float) (forward[0] / determinant),
                SmoothField.of(plane.width(), plane.height(), SPACING, ranges.elastic(), random),
                SmoothField.of(plane.width(), plane.height(), SPACING, ranges.elastic(), random));
    }

    Plane apply(Plane plane) {
        Plane warped = new Plane(plane.width(), plane.height());
        int i = 0;
        for (int y = 0; y < plane.height(); y++) {
            float dy = y - centreY - shiftY;
            for (int x = 0; x < plane.width(); x++, i++) {
                float dx = x - centreX - shiftX;
                warped.levels()[i] = plane.at(
                        centreX + xx * dx + xy * dy + fieldX[i], centreY + yx * dx + yy * dy + fieldY[i]);
            }
        }
        return warped;
    }

    private static double spread(double range, RandomGenerator random) {
        return range * (2 * random.nextDouble() - 1);
    }

    /** The shift nearest to the wanted one that keeps {@code centre ± reach} inside; centred if the box is too large. */
    private static double inside(double shift, double centre, double reach, int size) {
        double least = reach - centre;
        double most = size - 1 - reach - centre;
        return least > most ? (least + most) / 2 : Math.clamp(shift, least, most);
    }
}
