package org.lisible.data.synthesis;

import java.util.random.RandomGenerator;

import org.lisible.data.drawing.Plane;

/**
 * The distortion of the captcha-v2 set, which is that of Kaptcha's "water ripple" (its constants are kept as the middle
 * of each range): fine rings about the picture's centre, whose wavelength of two pixels tears the edges of what lies
 * under them, and then a sine in each direction.
 */
record Ripple(
        float centreX,
        float centreY,
        float radius,
        float rings,
        float ringTurn,
        float ringLength,
        float amplitudeX,
        float amplitudeY,
        float lengthX,
        float lengthY,
        float phaseX,
        float phaseY) {

    private static final double RING_AMPLITUDE = 1.5;

    static Ripple draw(int width, int height, Difficulty difficulty, RandomGenerator random) {
        double spread = difficulty.variation();
        double size = height / 50.0;
        double strength = difficulty.distortion();
        return new Ripple(
                (float) (width * 0.5 + size * 2 * spread * (2 * random.nextDouble() - 1)),
                (float) (height * 0.5 + size * 2 * spread * (2 * random.nextDouble() - 1)),
                (float) (size * around(50, 0.1 * spread, random)),
                (float) (strength * around(RING_AMPLITUDE, 0.15 * spread, random)),
                (float) ((10 + 0.3 * spread * (2 * random.nextDouble() - 1)) / (2 * Math.PI)),
                (float) (size * around(2, 0.02 * spread, random)),
                (float) (size * strength * around(2.6, 0.15 * spread, random)),
                (float) (size * strength * around(1.7, 0.15 * spread, random)),
                (float) (size * around(15, 0.05 * spread, random)),
                (float) (size * around(5, 0.03 * spread, random)),
                (float) (0.3 * spread * (2 * random.nextDouble() - 1)),
                (float) (0.3 * spread * (2 * random.nextDouble() - 1)));
    }

    Plane apply(Plane plane) {
        return sines(rings(plane));
    }

    private Plane rings(Plane plane) {
        Plane torn = new Plane(plane.width(), plane.height());
        int i = 0;
        for (int y = 0; y < plane.height(); y++) {
            float dy = y - centreY;
            for (int x = 0; x < plane.width(); x++, i++) {
                float dx = x - centreX;
                float distance = (float) Math.sqrt(dx * dx + dy * dy);
                if (distance >= radius || distance == 0) {
                    torn.levels()[i] = plane.levels()[i];
                    continue;
                }
                float wave = sine(distance / ringLength - ringTurn);
                float pull = rings * wave * (1 - distance / radius) * ringLength / distance;
                torn.levels()[i] = plane.at(x + dx * pull, y + dy * pull);
            }
        }
        return torn;
    }

    private Plane sines(Plane plane) {
        Plane waved = new Plane(plane.width(), plane.height());
        float[] offsetY = new float[plane.width()];
        for (int x = 0; x < offsetY.length; x++) {
            offsetY[x] = amplitudeY * (float) Math.sin(x / lengthY + phaseY);
        }
        int i = 0;
        for (int y = 0; y < plane.height(); y++) {
            float offsetX = amplitudeX * (float) Math.sin(y / lengthX + phaseX);
            for (int x = 0; x < plane.width(); x++, i++) {
                waved.levels()[i] = plane.at(x + offsetX, y + offsetY[x]);
            }
        }
        return waved;
    }

    /** The sine of a number of full turns, within 0.001: two parabolas and their correction. */
    private static float sine(float turns) {
        float turn = turns - (float) Math.floor(turns + 0.5f);
        float rough = 8 * turn - 16 * turn * Math.abs(turn);
        return rough + 0.225f * (rough * Math.abs(rough) - rough);
    }

    private static double around(double middle, double spread, RandomGenerator random) {
        return middle * (1 + Math.min(0.9, spread) * (2 * random.nextDouble() - 1));
    }
}
