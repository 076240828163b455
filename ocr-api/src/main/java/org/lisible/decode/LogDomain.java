package org.lisible.decode;

/** Sums of probabilities that are held as natural logarithms; zero is negative infinity. */
final class LogDomain {

    static final double ZERO = Double.NEGATIVE_INFINITY;

    private LogDomain() {}

    /** The logarithm of {@code exp(a) + exp(b)}. */
    static double add(double a, double b) {
        double larger = Math.max(a, b);
        double difference = Math.min(a, b) - larger;
        // Below e^-40 the smaller one is under the larger one's last bit. NaN (both are zero) is not above it either.
        return difference > -40 ? larger + Math.log1p(Math.exp(difference)) : larger;
    }
}
