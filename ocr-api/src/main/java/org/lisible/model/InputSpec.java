package org.lisible.model;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;

import org.lisible.OcrException;
import org.lisible.tensor.Tensor;

/**
 * What a network takes in and how a grey image is brought to it.
 *
 * @param channels 1 for grey; with {@link Fit#GLYPH} 1 for the glyph, and 1, 4, 9 or 16 more for its frame,
 *     see {@link #frameFineness}
 * @param height rows of the tensor
 * @param width columns of the tensor
 * @param fit how the image fills the tensor
 * @param interpolation how it is scaled
 * @param low the value of black
 * @param high the value of white
 * @param polarity whether grey levels are turned over first
 * @param glyph how {@link Fit#GLYPH} cuts out the glyph; without meaning for the other fits
 */
public record InputSpec(
        int channels,
        int height,
        int width,
        Fit fit,
        Interpolation interpolation,
        double low,
        double high,
        Polarity polarity,
        Glyph glyph) {

    /** How an image of another size fills the tensor. */
    public enum Fit {
        /** Both axes scaled on their own, the proportions are lost. */
        STRETCH,
        /** Scaled with its proportions to fit inside, at the left and vertically centred, the rest filled with its border's median. */
        CONTAIN,
        /**
         * Channel 0 is the glyph: what is drawn, with a margin, scaled with its proportions into a smaller square in the
         * middle of the tensor. The other channels, if there are any, are the frame: the whole image with its proportions,
         * filled up to a square with paper, which keeps the glyph's place and size. Grey levels are stretched from paper to
         * ink before, and an image on which nothing is drawn is refused.
         */
        GLYPH
    }

    /** How grey levels between pixels are found. */
    public enum Interpolation {
        /** Triangle filter, widened when shrinking, as Pillow's {@code BILINEAR}. */
        BILINEAR,
        /** Windowed sinc of three lobes, widened when shrinking, as Pillow's {@code LANCZOS}. */
        LANCZOS
    }

    /** Which of ink and paper is dark. */
    public enum Polarity {
        /** Grey levels stay as they are. */
        AS_IS,
        /** Grey levels are turned over: black becomes white. */
        INVERT,
        /** Turned over if the image's border is darker than its middle grey, so that paper is always light. */
        LIGHT_PAPER,
        /**
         * Turned over if nine tenths of the image's border are lighter than its middle grey, or part of the border and most
         * of the image, so that paper is always dark, even where ink crosses the border.
         */
        DARK_PAPER
    }

    /**
     * How a glyph is cut out.
     *
     * @param size rows and columns of the square that it is scaled into, in tensor pixels
     * @param padding pixels of paper on each side of it if it is 64 long with them, and in proportion otherwise: one drawing
     *     then gives one picture whatever its resolution
     * @param minimum fewer drawn pixels than this are nothing, on an image of 280x280 or more; on a smaller one the number
     *     shrinks with the area, but not below 2
     */
    public record Glyph(int size, int padding, int minimum) {

        private static final int PADDED = 64;

        /** 20x20 with 2 pixels around it, from 50 drawn pixels on. */
        public static final Glyph USUAL = new Glyph(20, 2, 50);

        public Glyph {
            if (size < 1 || padding < 0 || padding >= PADDED / 2 || minimum < 1) {
                throw new IllegalArgumentException("a glyph of size " + size + " with padding " + padding + " and minimum "
                        + minimum + "; they are at least 1, 0 to " + (PADDED / 2 - 1) + " and at least 1");
            }
        }

        /** The share of the square's side that the longer side of the glyph takes. */
        public double share() {
            return 1 - 2.0 * padding / PADDED;
        }
    }

    /** With {@link Glyph#USUAL}. */
    public InputSpec(
            int channels,
            int height,
            int width,
            Fit fit,
            Interpolation interpolation,
            double low,
            double high,
            Polarity polarity) {
        this(channels, height, width, fit, interpolation, low, high, polarity, Glyph.USUAL);
    }

    /**
     * What an engine checks before it works.
     *
     * @throws OcrException of kind {@code INVALID} if there is no input, or one of another shape
     */
    public void check(List<Tensor> inputs) {
        if (inputs.isEmpty()) {
            throw new OcrException(OcrException.Kind.INVALID, "empty-batch", "the batch is empty");
        }
        for (int i = 0; i < inputs.size(); i++) {
            if (!inputs.get(i).hasShape(channels, height, width)) {
                throw new OcrException(
                        OcrException.Kind.INVALID,
                        "wrong-shape",
                        "input " + i + " has shape " + Arrays.toString(inputs.get(i).shape()) + "; the model takes ["
                                + channels + ", " + height + ", " + width + "]");
            }
        }
    }

    /** The same with another polarity, for images whose paper is known. */
    public InputSpec with(Polarity other) {
        return new InputSpec(channels, height, width, fit, interpolation, low, high, other, glyph);
    }

    /**
     * How many times as fine as the tensor's grid the frame of {@link Fit#GLYPH} is; 0 if it is left out. The pixels of a
     * frame twice as fine are dealt out to four channels (space to depth): channel {@code 1 + 2 * (y % 2) + x % 2} has the
     * pixel in row {@code y} and column {@code x} at {@code [y / 2][x / 2]}.
     */
    public int frameFineness() {
        return fit == Fit.GLYPH ? fineness(channels) : 0;
    }

    private static int fineness(int channels) {
        return (int) Math.sqrt(channels - 1);
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
        requireNonNull(glyph, "glyph is null");
        int fineness = fineness(channels);
        boolean framed = fineness <= 4 && fineness * fineness == channels - 1;
        if (fit == Fit.GLYPH && (!framed || height != width || glyph.size() > height)) {
            throw new IllegalArgumentException("a glyph of " + glyph.size() + "x" + glyph.size() + " needs a square tensor of "
                    + "that size or more and 1, 2, 5, 10 or 17 channels, not " + channels + "x" + height + "x" + width);
        }
        if (fit == Fit.GLYPH && polarity == Polarity.LIGHT_PAPER) {
            throw new IllegalArgumentException("a glyph is light ink on dark paper, not light-paper");
        }
    }
}
