package org.lisible.data.evaluation;

/**
 * The bounds between which a true rate lies with 95 % confidence.
 *
 * @param low 0 to {@code high}
 * @param high to 1
 */
public record Interval(double low, double high) {

    private static final double Z_95 = 1.959963984540054;

    /**
     * The Wilson score interval (Wilson 1927): unlike the textbook one it holds on few trials and near 0 and 1.
     *
     * @param successes 0 to {@code trials}
     * @param trials at least 1
     */
    public static Interval wilson(int successes, int trials) {
        if (trials < 1 || successes < 0 || successes > trials) {
            throw new IllegalArgumentException(successes + " of " + trials + " is no rate");
        }
        double rate = successes / (double) trials;
        double square = Z_95 * Z_95;
        double centre = rate + square / (2 * trials);
        double spread = Z_95 * Math.sqrt(rate * (1 - rate) / trials + square / (4.0 * trials * trials));
        double scale = 1 + square / trials;
        return new Interval(
                successes == 0 ? 0 : (centre - spread) / scale, successes == trials ? 1 : (centre + spread) / scale);
    }
}
