package org.lisible.cli;

import java.util.function.LongFunction;

import org.lisible.image.GrayImage;

/**
 * Pictures that are made, each of which occurs in one epoch and never again.
 *
 * @param perEpoch how many an epoch has
 * @param picture makes the picture of a number, from 0
 */
record Made(int perEpoch, LongFunction<Picture> picture) {

    /** A picture and the text in it. */
    record Picture(GrayImage image, String label) {}

    static final Made NONE = new Made(0, number -> {
        throw new IllegalStateException("no picture has the number " + number);
    });

    Picture picture(int index, int epoch) {
        return picture.apply((long) (epoch - 1) * perEpoch + index);
    }
}
