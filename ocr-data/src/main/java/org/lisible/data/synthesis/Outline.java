package org.lisible.data.synthesis;

import java.util.List;

/**
 * Closed polygons, in ems or pixels, y downwards. Immutable by agreement.
 *
 * @param contours each {@code float[2 * points]}: x and y in turn; the last point joins the first
 */
record Outline(List<float[]> contours) {

    /**
     * Every point moved outwards along the bisector of its two edges, so that strokes grow by about twice the amount (FreeType's way
     * to embolden). A negative amount makes strokes thinner.
     */
    Outline embolden(float amount) {
        return new Outline(contours.stream().map(contour -> grow(contour, amount)).toList());
    }

    /** Maps each point to {@code (x0 + xx x + xy y, y0 + yy y)}. */
    Outline place(float x0, float y0, float xx, float xy, float yy) {
        return new Outline(contours.stream()
                .map(contour -> {
                    float[] placed = new float[contour.length];
                    for (int i = 0; i < contour.length; i += 2) {
                        placed[i] = x0 + xx * contour[i] + xy * contour[i + 1];
                        placed[i + 1] = y0 + yy * contour[i + 1];
                    }
                    return placed;
                })
                .toList());
    }

    /** Smallest x; 0 without contours. */
    float left() {
        float left = Float.POSITIVE_INFINITY;
        for (float[] contour : contours) {
            for (int i = 0; i < contour.length; i += 2) {
                left = Math.min(left, contour[i]);
            }
        }
        return contours.isEmpty() ? 0 : left;
    }

    /** Largest x; 0 without contours. */
    float right() {
        float right = Float.NEGATIVE_INFINITY;
        for (float[] contour : contours) {
            for (int i = 0; i < contour.length; i += 2) {
                right = Math.max(right, contour[i]);
            }
        }
        return contours.isEmpty() ? 0 : right;
    }

    private static float[] grow(float[] contour, float amount) {
        int length = contour.length;
        float[] grown = new float[length];
        for (int i = 0; i < length; i += 2) {
            int before = (i + length - 2) % length;
            int after = (i + 2) % length;
            float inX = contour[i] - contour[before];
            float inY = contour[i + 1] - contour[before + 1];
            float outX = contour[after] - contour[i];
            float outY = contour[after + 1] - contour[i + 1];
            float in = (float) Math.hypot(inX, inY);
            float out = (float) Math.hypot(outX, outY);
            if (in == 0 || out == 0) {
                grown[i] = contour[i];
                grown[i + 1] = contour[i + 1];
                continue;
            }
            // TrueType fills to the right of an edge; with y downwards the outside is at (y, -x).
            float normalX = inY / in + outY / out;
            float normalY = -inX / in - outX / out;
            float cosine = (inX * outX + inY * outY) / (in * out);
            // The mitre, cut at sharp corners.
            float reach = amount / Math.max(0.5f, 1 + cosine);
            grown[i] = contour[i] + reach * normalX;
            grown[i + 1] = contour[i + 1] + reach * normalY;
        }
        return grown;
    }
}
