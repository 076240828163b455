package org.lisible.preprocess;

import org.lisible.image.GrayImage;
import org.lisible.model.InputSpec.Polarity;

/** Turns grey levels over where a model's {@link Polarity} asks for it. */
final class Polarities {

    private Polarities() {}

    /** The image itself, or a new one with every grey level {@code g} as {@code 255 - g}. Not modified. */
    static GrayImage apply(GrayImage image, Polarity polarity) {
        return switch (polarity) {
            case AS_IS -> image;
            case INVERT -> inverted(image);
            case LIGHT_PAPER -> Borders.median(image) < middleGrey(image) ? inverted(image) : image;
            case DARK_PAPER -> Borders.median(image) > middleGrey(image) ? inverted(image) : image;
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
