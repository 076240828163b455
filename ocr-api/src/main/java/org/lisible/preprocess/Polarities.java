package org.lisible.preprocess;

import org.lisible.image.GrayImage;
import org.lisible.model.InputSpec.Polarity;

/** Turns grey levels over where a model's {@link Polarity} asks for it. */
final class Polarities {

    /** A border of which this share is on one side of the middle grey is paper for sure. */
    private static final double SURE = 0.9;

    private Polarities() {}

    /** The image itself, or a new one with every grey level {@code g} as {@code 255 - g}. Not modified. */
    static GrayImage apply(GrayImage image, Polarity polarity) {
        return turns(image, polarity, Levels.of(image)) ? inverted(image) : image;
    }

    /**
     * Whether grey levels are turned over.
     *
     * @param levels of the image
     */
    static boolean turns(GrayImage image, Polarity polarity, Levels levels) {
        return switch (polarity) {
            case AS_IS -> false;
            case INVERT -> true;
            case LIGHT_PAPER -> Levels.ofBorder(image).median() < levels.middle();
            case DARK_PAPER -> paperIsLight(image, levels);
        };
    }

    private static boolean paperIsLight(GrayImage image, Levels levels) {
        double middle = levels.middle();
        double light = Levels.ofBorder(image).lighterThan(middle);
        return light >= SURE || light > 1 - SURE && levels.lighterThan(middle) > 0.5;
    }

    private static GrayImage inverted(GrayImage image) {
        byte[] pixels = new byte[image.pixels().length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) ~image.pixels()[i];
        }
        return new GrayImage(image.width(), image.height(), pixels);
    }
}
