package org.lisible.data.synthesis;

/** How far pictures depart from plain type. */
public enum Difficulty {

    /** Plain type on a gradient, slightly rippled, no lines. */
    EASY(0.3, 0.3, 0),

    /** As the captcha-v2 set: rippled and torn, one scribble and one strike line. */
    NORMAL(1, 1, 1),

    /** As {@link #NORMAL} with all ranges widened, and now and then a second strike line. */
    HARD(1.2, 2, 1.4);

    private final double distortion;
    private final double variation;
    private final double lines;

    Difficulty(double distortion, double variation, double lines) {
        this.distortion = distortion;
        this.variation = variation;
        this.lines = lines;
    }

    /** Factor on the ripple and the rings. */
    double distortion() {
        return distortion;
    }

    /** Factor on the spread of weights, slants, sizes and places. */
    double variation() {
        return variation;
    }

    /** Mean number of lines of each of the two kinds. */
    double lines() {
        return lines;
    }
}
