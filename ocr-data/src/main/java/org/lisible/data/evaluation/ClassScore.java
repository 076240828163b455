package org.lisible.data.evaluation;

/**
 * How one character was read.
 *
 * @param character the class
 * @param top1 of the images that show it, those read as it
 * @param topFive of the images that show it, those that have it among the five most probable
 * @param readAs how many images were read as it, rightly or wrongly
 */
public record ClassScore(String character, Score top1, Score topFive, int readAs) {

    /** Of the images that were read as it, the share that show it; 0 if there are none. */
    public double precision() {
        return top1.right() / (double) Math.max(1, readAs);
    }
}
