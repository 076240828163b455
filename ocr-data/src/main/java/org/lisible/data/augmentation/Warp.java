package org.lisible.data.augmentation;

import java.util.random.RandomGenerator;

import org.lisible.data.augmentation.Augmentation.Content;
import org.lisible.data.drawing.Plane;
import org.lisible.data.drawing.SmoothField;

/**
 * An affine map about the text's centre and a smooth displacement, sampled in one pass. The map goes from the new
 * picture to the old one: {@code old = centre + matrix * (new - centre - shift) + field(new)}.
 *
 * @param paper what lies outside the old picture; NaN where its edge's pixels go on
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
        float[] fieldY,
        float paper) {

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
        Warp warp = new Warp(
                (float) centreX,
                (float) centreY,
                (float) shiftX,
                (float) shiftY,
                (float) (forward[3] / determinant),
                (float) (-forward[1] / determinant),
                (float) (-forward[2] / determinant),
                (float) (forward[0] / determinant),
                SmoothField.of(plane.width(), plane.height(), SPACING, ranges.elastic(), random),
                SmoothField.of(plane.width(), plane.height(), SPACING, ranges.elastic(), random),
                ranges.content() == Content.GLYPH ? Ink.paper(plane) : Float.NaN);
        if (ranges.grid() > 0) {
            Bands.add(ranges.grid(), plane.width(), plane.height(), warp.fieldX, warp.fieldY, random);
        }
        return ranges.content() == Content.GLYPH ? Reach.keepInside(warp, plane, ranges.stroke()) : warp;
    }

    Plane apply(Plane plane) {
        boolean edgeGoesOn = Float.isNaN(paper);
        Plane warped = new Plane(plane.width(), plane.height());
        int i = 0;
        for (int y = 0; y < plane.height(); y++) {
            float dy = y - centreY - shiftY;
            for (int x = 0; x < plane.width(); x++, i++) {
                float dx = x - centreX - shiftX;
                float oldX = centreX + xx * dx + xy * dy + fieldX[i];
                float oldY = centreY + yx * dx + yy * dy + fieldY[i];
                warped.levels()[i] = edgeGoesOn ? plane.at(oldX, oldY) : plane.at(oldX, oldY, paper);
            }
        }
        return warped;
    }

    /** This map with its picture made smaller by a factor, and shifted elsewhere. */
    Warp fitted(double factor, double otherShiftX, double otherShiftY) {
        return new Warp(
                centreX,
                centreY,
                (float) otherShiftX,
                (float) otherShiftY,
                (float) (xx / factor),
                (float) (xy / factor),
                (float) (yx / factor),
                (float) (yy / factor),
                fieldX,
                fieldY,
                paper);
    }

    private static double spread(double range, RandomGenerator random) {
        return range * (2 * random.nextDouble() - 1);
    }

    /** The shift nearest to the wanted one that keeps {@code centre ± reach} inside; centred if the box is too large. */
    static double inside(double shift, double centre, double reach, int size) {
        double least = reach - centre;
        double most = size - 1 - reach - centre;
        return least > most ? (least + most) / 2 : Math.clamp(shift, least, most);
    }
}
