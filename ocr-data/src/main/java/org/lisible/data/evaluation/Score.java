package org.lisible.data.evaluation;

/**
 * How many of some images were read right.
 *
 * @param images how many there are
 * @param right how many of them are right
 */
public record Score(int images, int right) {

    public Score {
        if (images < 0 || right < 0 || right > images) {
            throw new IllegalArgumentException(right + " of " + images + " is no score");
        }
    }

    /** The share that is right; 0 if there are no images. */
    public double rate() {
        return right / (double) Math.max(1, images);
    }

    /** The 95 % Wilson interval of the rate; without images it may be anything from 0 to 1. */
    public Interval interval() {
        return images == 0 ? new Interval(0, 1) : Interval.wilson(right, images);
    }
}
