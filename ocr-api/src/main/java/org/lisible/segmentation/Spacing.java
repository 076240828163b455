package org.lisible.segmentation;

import java.util.List;

/**
 * Tells gaps between words from those between letters: a word's gap is wider than the line's usual one by a share of the cap
 * height.
 *
 * @param threshold the gap, in pixels, that is as likely one as the other
 * @param softness pixels by which a gap must differ for odds of e to 1
 */
record Spacing(double threshold, double softness) {

    private static final double LEAST = 0.36;
    private static final double WIDER = 0.26;
    /** Letters further apart than this are spread out on purpose. */
    private static final double SPREAD = 0.7;
    private static final double SOFTNESS = 0.045;

    /** @param characters of the line from left to right */
    static Spacing of(List<Candidate> characters, double capHeight) {
        double[] gaps = new double[characters.size() - 1];
        int right = characters.getFirst().box().right();
        for (int i = 0; i < gaps.length; i++) {
            Box box = characters.get(i + 1).box();
            gaps[i] = box.x() - right;
            right = Math.max(right, box.right());
        }
        java.util.Arrays.sort(gaps);
        double usual = gaps.length == 0 ? 0 : Math.clamp(gaps[(gaps.length - 1) * 2 / 5], 0, SPREAD * capHeight);
        return new Spacing(Math.max(LEAST * capHeight, usual + WIDER * capHeight), SOFTNESS * capHeight);
    }

    /** The logarithm of the odds that a gap parts words. */
    double logOdds(double gap) {
        return (gap - threshold) / softness;
    }
}
