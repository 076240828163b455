package org.lisible.segmentation;

/**
 * Where a character's ink begins and ends above the baseline, as people write it, and how much they differ. Heights are
 * {@code cap + x * r} cap heights with r the line's x-height in cap heights.
 *
 * @param top of the ink
 * @param bottom of the ink
 */
record Stance(Height top, Height bottom) {

    /**
     * A height and its standard deviation between writers, in cap heights.
     *
     * @param cap what does not change with the x-height
     * @param x what is multiplied with the x-height
     * @param deviation above 0
     */
    record Height(double cap, double x, double deviation) {

        double of(LineMetrics metrics) {
            return cap + x * metrics.xHeight() / metrics.capHeight();
        }
    }

    private static final double STEADY = 0.09;
    private static final double LOOSE = 0.14;
    private static final double FREE = 0.2;
    /** A descender reaches so far below the baseline. */
    private static final double DESCENT = -0.36;
    /** Nothing is so far from where it should be that what it looks like no longer counts. */
    private static final double STRAY = 0.02;

    static Stance of(char character) {
        return switch (character) {
            case 'a', 'c', 'e', 'm', 'n', 'o', 'r', 's', 'u', 'v', 'w', 'x', 'z' -> new Stance(x(STEADY), cap(0, STEADY));
            case 'b', 'd', 'h', 'k', 'l' -> new Stance(cap(1.02, LOOSE), cap(0, STEADY));
            case 'f' -> new Stance(cap(1.02, LOOSE), cap(-0.05, FREE));
            case 't' -> new Stance(cap(0.88, LOOSE), cap(0, STEADY));
            case 'i' -> new Stance(cap(0.88, LOOSE), cap(0, STEADY));
            case 'j' -> new Stance(cap(0.88, LOOSE), cap(DESCENT, LOOSE));
            case 'g', 'p', 'q', 'y' -> new Stance(x(STEADY), cap(DESCENT, LOOSE));
            case '(', ')', '[', ']', '{', '}', '|', '/', '\\', '$' -> new Stance(cap(1.04, LOOSE), cap(-0.1, LOOSE));
            case 'Q', 'J' -> new Stance(cap(1, STEADY), cap(-0.04, LOOSE));
            case '#', '&', '%', '@' -> new Stance(cap(0.98, LOOSE), cap(0, LOOSE));
            case '!', '?' -> new Stance(cap(1, LOOSE), cap(0, LOOSE));
            case '*' -> new Stance(cap(0.95, FREE), cap(0.35, FREE));
            case '+', '<', '>' -> new Stance(cap(0.75, FREE), cap(0.12, FREE));
            case '=' -> new Stance(cap(0.6, FREE), cap(0.25, FREE));
            case '-' -> new Stance(cap(0.48, LOOSE), cap(0.4, LOOSE));
            case '~' -> new Stance(cap(0.55, FREE), cap(0.32, FREE));
            case '_' -> new Stance(cap(0, LOOSE), cap(-0.1, LOOSE));
            case '.' -> new Stance(cap(0.12, STEADY), cap(0, STEADY));
            case ',' -> new Stance(cap(0.13, STEADY), cap(-0.18, STEADY));
            case ':' -> new Stance(x(LOOSE), cap(0, LOOSE));
            case ';' -> new Stance(x(LOOSE), cap(-0.16, LOOSE));
            case '"', '\'', '`', '^' -> new Stance(cap(1, LOOSE), cap(0.72, LOOSE));
            default -> character > '~'
                    ? new Stance(cap(1, 10), cap(0, 10))
                    : new Stance(cap(1, STEADY), cap(0, STEADY));
        };
    }

    private static Height cap(double cap, double deviation) {
        return new Height(cap, 0, deviation);
    }

    private static Height x(double deviation) {
        return new Height(0, 1, deviation);
    }

    /**
     * How well a box's place in the line suits this character: a logarithm of density, against a steady character where it
     * should be.
     */
    double fit(Box box, LineMetrics metrics) {
        return fit(metrics.top(box) - top.of(metrics), top.deviation) + fit(metrics.bottom(box) - bottom.of(metrics), bottom.deviation);
    }

    private static double fit(double error, double deviation) {
        double z = error / deviation;
        return Math.log((1 - STRAY) * STEADY / deviation * Math.exp(-0.5 * z * z) + STRAY * STEADY);
    }
}
