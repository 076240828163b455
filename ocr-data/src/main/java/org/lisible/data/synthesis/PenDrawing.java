package org.lisible.data.synthesis;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The paths of a pen on a square sheet. {@link #CAPITAL_LINE}, {@link #X_LINE} and {@link #BASELINE} are where the sheet's
 * guide lines lie, as shares of its height from the top. Immutable by agreement.
 *
 * @param strokes in the order in which they were drawn, each {@code float[2 * points]}: x and y in turn from 0 to 1, y
 *     downwards; a single point is a dot
 * @param width of the pen as a share of the sheet's
 */
public record PenDrawing(List<float[]> strokes, float width) {

    public static final float CAPITAL_LINE = 0.08f;
    public static final float X_LINE = 0.36f;
    public static final float BASELINE = 0.92f;

    public PenDrawing {
        strokes = List.copyOf(requireNonNull(strokes, "strokes is null"));
        if (strokes.isEmpty() || !(width > 0)) {
            throw new IllegalArgumentException("a drawing has strokes and a pen, not " + strokes.size() + " and " + width);
        }
    }
}
