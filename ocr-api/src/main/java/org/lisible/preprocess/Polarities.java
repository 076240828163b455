package org.lisible.preprocess;

import org.lisible.image.GrayImage;
import org.lisible.model.InputSpec.Polarity;

/** Turns grey levels over where a model's {@link Polarity} asks for it. */
final class Polarities {

    private Polarities() {}

    /** The image itself, or a new one with every grey level {@code g} as {@code 255 - g}. Not modified. */
    static GrayImage apply(GrayImage image, Polarity polarity) {
        if (polarity == Polarity.AS_IS) {
            return image;
        }
        return turns(polarity, Borders.median(image), middleGrey(image)) ? inverted(image) : image;
    }

    /**
     * Whether grey levels are turned over.
     *
     * @param border the median of the image's border
     * @param middle half-way between its darkest and its lightest pixel
     */
    static boolean turns(Polarity polarity, int border, double middle) {
        return switch (polarity) {
            case AS_IS -> false;
            case INVERT -> true;
            case LIGHT_PAPER -> border < middle;
            case DARK_PAPER -> border > middle;
        };
    }

    /** Half-way between the darkest and the lightest pixel. */
    private static double middleGrey(GrayImage image) {
        int darkest = 255;
        int lightest = 0;
        for (byte pixel : image.pixels()) {
            darkest = Math.min(darkest, pixel & 0xff);
            lightest = Math.max(lightest, pixel & 0xff);
        }
        return (darkest + lightest) / 2.0;
    }

    private static GrayImage inverted(GrayImage image) {
        byte[] pixels = new byte[image.pixels().length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) ~image.pixels()[i];
        }
        return new GrayImage(image.width(), image.height(), pixels);
    }
}
