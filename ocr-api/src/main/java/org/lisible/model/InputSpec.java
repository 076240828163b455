package org.lisible.model;

import static java.util.Objects.requireNonNull;

/**
 * What a network takes in and how a grey image is brought to it.
 *
 * @param channels 1 for grey
 * @param height rows of the tensor
 * @param width columns of the tensor
 * @param fit how the image fills the tensor
 * @param interpolation how it is scaled
 * @param low the value of black
 * @param high the value of white
 * @param polarity whether grey levels are turned over first
 */
public record InputSpec(
        int channels,
        int height,
        int width,
        Fit fit,
        Interpolation interpolation,
        double low,
        double high,
        Polarity polarity) {

    /** How an image of another size fills the tensor. */
    public enum Fit {
        /** Both axes scaled on their own, the proportions are lost. */
        STRETCH,
        /** Scaled with its proportions to fit inside, at the left and vertically centred, the rest filled with its border's median. */
        CONTAIN
    }

    /** How grey levels between pixels are found. */
    public enum Interpolation {
        /** Triangle filter, widened when shrinking, as Pillow's {@code BILINEAR}. */
        BILINEAR
    }

    /** Which of ink and paper is dark. */
    public enum Polarity {
        /** Grey levels stay as they are. */
        AS_IS,
        /** Grey levels are turned over: black becomes white. */
        INVERT,
        /** Turned over if the image's border is darker than its middle grey, so that paper is always light. */
        LIGHT_PAPER
    }

    public InputSpec {
        if (channels < 1 || height < 1 || width < 1 || height > 8192 || width > 8192) {
            throw new IllegalArgumentException(
                    "input of " + channels + "x" + height + "x" + width + " is not between 1 and 8192 a side");
        }
        requireNonNull(fit, "fit is null");
        requireNonNull(interpolation, "interpolation is null");
        requireNonNull(polarity, "polarity is null");
        if (!(low < high)) {
            throw new IllegalArgumentException("value range from " + low + " to " + high + " is empty");
        }
    }
}
