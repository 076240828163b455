package org.lisible.data.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether confidences are honest: of all readings with a confidence of 90 %, nine in ten should be right.
 *
 * @param expectedError expected calibration error (Naeini et al. 2015): the mean gap between confidence and accuracy
 *     over the bins, weighted by their readings; 0 is perfect
 * @param bins of equal width from 0 to 1, empty ones included
 */
public record Calibration(double expectedError, List<Bin> bins) {

    /** As many as Guo et al. 2017 use. */
    public static final int BINS = 15;

    public Calibration {
        bins = List.copyOf(bins);
    }

    /**
     * The readings within a range of confidences.
     *
     * @param low bound, inclusive
     * @param high bound, exclusive but for the last bin
     * @param count readings in it
     * @param confidence their mean confidence; 0 if there are none
     * @param accuracy share of them that are exact; 0 if there are none
     */
    public record Bin(double low, double high, int count, double confidence, double accuracy) {}

    /** @param readings at least one */
    public static Calibration of(List<Reading> readings) {
        int[] counts = new int[BINS];
        int[] exact = new int[BINS];
        double[] sums = new double[BINS];
        for (Reading reading : readings) {
            int bin = Math.min(BINS - 1, (int) (reading.confidence() * BINS));
            counts[bin]++;
            exact[bin] += reading.exact() ? 1 : 0;
            sums[bin] += reading.confidence();
        }
        double error = 0;
        List<Bin> bins = new ArrayList<>();
        for (int i = 0; i < BINS; i++) {
            int divisor = Math.max(1, counts[i]);
            Bin bin = new Bin(
                    i / (double) BINS, (i + 1) / (double) BINS, counts[i], sums[i] / divisor, exact[i] / (double) divisor);
            error += counts[i] * Math.abs(bin.accuracy() - bin.confidence()) / readings.size();
            bins.add(bin);
        }
        return new Calibration(error, bins);
    }
}
