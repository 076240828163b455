package org.lisible.data.synthesis;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * From the grid of the pen forms to a sheet of 64x64 pixels: {@code x = offX + scaleX * gridX}, and likewise y, which
 * turns over.
 */
record Placement(float offX, float offY, float scale) {

    static final int SIZE = 64;

    /** Pixels that ink keeps from the edge at least. */
    private static final float MARGIN = 2;

    /** Where the grown ink of a set of points lies, in grid units, y upwards. */
    record Box(float left, float bottom, float right, float top) {

        static Box of(List<float[]> strokes) {
            float left = Float.POSITIVE_INFINITY;
            float bottom = Float.POSITIVE_INFINITY;
            float right = Float.NEGATIVE_INFINITY;
            float top = Float.NEGATIVE_INFINITY;
            for (float[] stroke : strokes) {
                for (int i = 0; i < stroke.length; i += 2) {
                    left = Math.min(left, stroke[i]);
                    right = Math.max(right, stroke[i]);
                    bottom = Math.min(bottom, stroke[i + 1]);
                    top = Math.max(top, stroke[i + 1]);
                }
            }
            return new Box(left, bottom, right, top);
        }

        float extent() {
            return Math.max(right - left, top - bottom);
        }
    }

    /**
     * The place of a character in the manner of UNIPEN.
     *
     * @param reach pixels by which the pen's ink goes beyond its path
     */
    static Placement filled(String symbol, Box box, float reach, RandomGenerator random) {
        float side = side(symbol) * random.nextFloat(0.93f, 1.03f);
        float room = Math.max(0.5f, side - 2 * reach);
        float scale = box.extent() == 0 ? 1 : room / box.extent();
        float middle = middle(symbol) + random.nextFloat(-1, 1);
        float centre = (SIZE - 1) / 2f + random.nextFloat(-1, 1);
        return new Placement(
                        centre - scale * (box.left + box.right) / 2, middle + scale * (box.bottom + box.top) / 2, scale)
                .inside(box, reach);
    }

    /** The place of a character between the guide lines. */
    static Placement guided(Box box, float reach, RandomGenerator random) {
        float height = (PenDrawing.BASELINE - PenDrawing.CAPITAL_LINE) * SIZE * random.nextFloat(0.8f, 1.02f);
        float scale = Math.min(height / PenForms.CAPITAL, (SIZE - 1 - 2 * (MARGIN + reach)) / Math.max(box.extent(), 1));
        float baseline = PenDrawing.BASELINE * SIZE - 0.5f + random.nextFloat(-3, 1);
        float centre = (SIZE - 1) / 2f + random.nextFloat(-5, 5);
        return new Placement(centre - scale * (box.left + box.right) / 2, baseline, scale).inside(box, reach);
    }

    /** Moved by as little as keeps the ink on the sheet. */
    private Placement inside(Box box, float reach) {
        float least = MARGIN + reach;
        float most = SIZE - 1 - least;
        return new Placement(
                offX + correction(offX + scale * box.left, offX + scale * box.right, least, most),
                offY + correction(offY - scale * box.top, offY - scale * box.bottom, least, most),
                scale);
    }

    private static float correction(float low, float high, float least, float most) {
        if (high - low > most - least) {
            return (least + most - low - high) / 2;
        }
        return low < least ? least - low : Math.min(0, most - high);
    }

    /** The larger side of the character's box in pixels. */
    private static float side(String symbol) {
        return switch (symbol) {
            case "'", "\"", "`", "^" -> 8.5f;
            case "," -> 16.5f;
            case "." -> 7;
            default -> 55;
        };
    }

    /** The row of the box's middle. */
    private static float middle(String symbol) {
        return switch (symbol) {
            case "'", "\"", "`", "^" -> 9.7f;
            case "," -> 54;
            case "." -> 54;
            case "_" -> 54.5f;
            default -> (SIZE - 1) / 2f;
        };
    }

    float[] apply(float[] stroke) {
        float[] placed = new float[stroke.length];
        for (int i = 0; i < stroke.length; i += 2) {
            placed[i] = offX + scale * stroke[i];
            placed[i + 1] = offY - scale * stroke[i + 1];
        }
        return placed;
    }
}
