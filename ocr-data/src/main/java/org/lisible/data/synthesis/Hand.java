package org.lisible.data.synthesis;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How a form leaves its model when a hand writes it: slant, turn and proportions of the whole, smooth bends, strokes that
 * stand a little off their place and are a little too long or short, corners rounded by haste, a tremor. Drawn anew for
 * each character.
 */
final class Hand {

    private static final int MOST_ROUNDING = 3;

    /** Grid units from which on all bends have their full strength; marks are bent by less. */
    private static final float FULL = 12;

    private final RandomGenerator random;
    private final float xx;
    private final float xy;
    private final float yx;
    private final float yy;
    private final float strength;
    private final float[] waves = new float[16];

    /**
     * @param upright whether slant would make it another character
     * @param extent of the form in grid units
     */
    Hand(boolean upright, float extent, RandomGenerator random) {
        this.random = random;
        double slant = upright ? normal(0.03, 0.08) : normal(0.14, 0.35);
        double turn = Math.toRadians(normal(4, 9));
        double wide = Math.exp(normal(0.15, 0.33));
        double cos = Math.cos(turn);
        double sin = Math.sin(turn);
        xx = (float) (cos * wide);
        xy = (float) (cos * slant - sin);
        yx = (float) (sin * wide);
        yy = (float) (sin * slant + cos);
        strength = Math.min(1, extent / FULL) * random.nextFloat(0.3f, 1.4f);
        for (int i = 0; i < waves.length; i += 4) {
            double direction = random.nextDouble() * Math.TAU;
            double length = random.nextDouble(9, 26);
            waves[i] = (float) (Math.cos(direction) * Math.TAU / length);
            waves[i + 1] = (float) (Math.sin(direction) * Math.TAU / length);
            waves[i + 2] = (float) (random.nextDouble() * Math.TAU);
            waves[i + 3] = strength * random.nextFloat(0.6f);
        }
    }

    /**
     * The form as this hand writes it.
     *
     * @param apart whether strokes that belong together are written one by one, and may miss one another
     */
    List<float[]> write(List<float[]> form, boolean apart) {
        int rounding = random.nextInt(MOST_ROUNDING + 1);
        List<float[]> written = new ArrayList<>(form.size());
        for (float[] stroke : form) {
            float[] drawn = stroke.clone();
            if (apart) {
                displace(drawn, form.size() > 1);
            }
            bend(drawn);
            round(drawn, rounding);
            tremble(drawn);
            written.add(drawn);
        }
        return written;
    }

    /** The form bent and slanted, but otherwise as it is. */
    List<float[]> bend(List<float[]> form) {
        List<float[]> bent = new ArrayList<>(form.size());
        for (float[] stroke : form) {
            float[] drawn = stroke.clone();
            bend(drawn);
            bent.add(drawn);
        }
        return bent;
    }

    /** Moves a stroke off its place and makes it longer or shorter at its ends. */
    private void displace(float[] stroke, boolean oneOfSeveral) {
        int last = stroke.length - 2;
        if (oneOfSeveral) {
            float x = strength * (float) normal(0.28, 0.6);
            float y = strength * (float) normal(0.28, 0.6);
            for (int i = 0; i <= last; i += 2) {
                stroke[i] += x;
                stroke[i + 1] += y;
            }
        }
        if (last >= 8) {
            lengthen(stroke, 0, 4, strength * (float) normal(0.35, 0.7));
            lengthen(stroke, last, last - 4, strength * (float) normal(0.35, 0.7));
        }
    }

    private static void lengthen(float[] stroke, int end, int before, float by) {
        float dx = stroke[end] - stroke[before];
        float dy = stroke[end + 1] - stroke[before + 1];
        float length = (float) Math.sqrt(dx * dx + dy * dy);
        if (length > 0) {
            stroke[end] += by * dx / length;
            stroke[end + 1] += by * dy / length;
        }
    }

    private void bend(float[] stroke) {
        for (int i = 0; i < stroke.length; i += 2) {
            float x = stroke[i];
            float y = stroke[i + 1];
            float bentX = x + wave(0, x, y) + wave(4, x, y);
            float bentY = y + wave(8, x, y) + wave(12, x, y);
            stroke[i] = xx * bentX + xy * bentY;
            stroke[i + 1] = yx * bentX + yy * bentY;
        }
    }

    private float wave(int i, float x, float y) {
        return waves[i + 3] * (float) Math.sin(waves[i] * x + waves[i + 1] * y + waves[i + 2]);
    }

    /** Each pass puts every inner point halfway to the middle of its neighbours. */
    static void round(float[] stroke, int passes) {
        for (int pass = 0; pass < passes; pass++) {
            float beforeX = stroke[0];
            float beforeY = stroke[1];
            for (int i = 2; i + 3 < stroke.length; i += 2) {
                float x = stroke[i];
                float y = stroke[i + 1];
                stroke[i] = x / 2 + (beforeX + stroke[i + 2]) / 4;
                stroke[i + 1] = y / 2 + (beforeY + stroke[i + 3]) / 4;
                beforeX = x;
                beforeY = y;
            }
        }
    }

    private void tremble(float[] stroke) {
        float most = strength * random.nextFloat(0.12f);
        float phaseX = random.nextFloat(6.28f);
        float phaseY = random.nextFloat(6.28f);
        float pace = random.nextFloat(0.5f, 1.1f);
        for (int i = 0; i < stroke.length; i += 2) {
            stroke[i] += most * (float) Math.sin(phaseX + pace * i / 2);
            stroke[i + 1] += most * (float) Math.sin(phaseY + 0.83f * pace * i / 2);
        }
    }

    private double normal(double deviation, double most) {
        return Math.clamp(deviation * random.nextGaussian(), -most, most);
    }
}
