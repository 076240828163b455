package org.lisible.data.augmentation;

import java.util.random.RandomGenerator;

import org.lisible.data.drawing.Plane;

/** Blur, contrast, brightness and noise, in this order, in place. */
final class Tone {

    private static final double LEAST_BLUR = 0.2;

    private Tone() {}

    static void apply(Augmentation ranges, Plane plane, RandomGenerator random) {
        double sigma = ranges.blur() * random.nextDouble();
        double contrast = 1 + ranges.contrast() * (2 * random.nextDouble() - 1);
        double brightness = ranges.brightness() * (2 * random.nextDouble() - 1);
        float noise = (float) (ranges.noise() * random.nextDouble());
        if (sigma > LEAST_BLUR) {
            blur(plane, sigma);
        }
        level(plane, (float) contrast, (float) brightness);
        if (noise > 0) {
            for (int i = 0; i < plane.levels().length; i++) {
                plane.levels()[i] += noise * (float) random.nextGaussian();
            }
        }
    }

    private static void level(Plane plane, float contrast, float brightness) {
        float[] levels = plane.levels();
        double sum = 0;
        for (float level : levels) {
            sum += level;
        }
        float mean = (float) (sum / levels.length);
        for (int i = 0; i < levels.length; i++) {
            levels[i] = mean + contrast * (levels[i] - mean) + brightness;
        }
    }

    /** Gaussian of five taps, rows and then columns; exact enough up to a sigma of 1. */
    private static void blur(Plane plane, double sigma) {
        float near = (float) Math.exp(-0.5 / (sigma * sigma));
        float far = (float) Math.exp(-2 / (sigma * sigma));
        float sum = 1 + 2 * near + 2 * far;
        float[] taps = {1 / sum, near / sum, far / sum};
        float[] line = new float[Math.max(plane.width(), plane.height()) + 4];
        for (int y = 0; y < plane.height(); y++) {
            blurLine(plane.levels(), y * plane.width(), 1, plane.width(), taps, line);
        }
        for (int x = 0; x < plane.width(); x++) {
            blurLine(plane.levels(), x, plane.width(), plane.height(), taps, line);
        }
    }

    private static void blurLine(float[] levels, int start, int step, int count, float[] taps, float[] line) {
        for (int i = -2; i < count + 2; i++) {
            line[i + 2] = levels[start + Math.clamp(i, 0, count - 1) * step];
        }
        for (int i = 0; i < count; i++) {
            levels[start + i * step] = taps[0] * line[i + 2]
                    + taps[1] * (line[i + 1] + line[i + 3])
                    + taps[2] * (line[i] + line[i + 4]);
        }
    }
}
