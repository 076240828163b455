package org.lisible.cli;

import java.util.Arrays;
import java.util.random.RandomGenerator;

import org.lisible.image.GrayImage;
import org.lisible.model.InputSpec;
import org.lisible.preprocess.Preprocessor;

/** How much paper an image of a character has around its ink. What is added is of the border's median level. */
final class Framing {

    /** Levels that ink differs from paper, above the noise of the augmentation. */
    private static final int INK = 60;

    private static final double NARROWEST = 0.08;
    private static final double WIDEST = 0.4;
    private static final int FEWEST_PIXELS = 3;

    private Framing() {}

    /** Fills an image up to a square, itself in the middle, and scales it to the given size. */
    static GrayImage square(GrayImage image, int size) {
        int side = Math.max(image.width(), image.height());
        GrayImage square = cut(image, (image.width() - side) / 2, (image.height() - side) / 2, side, side);
        if (side == size) {
            return square;
        }
        InputSpec levels = new InputSpec(
                1, size, size, InputSpec.Fit.STRETCH, InputSpec.Interpolation.LANCZOS, 0, 255, InputSpec.Polarity.AS_IS);
        float[] values = Preprocessor.apply(square, levels).data();
        byte[] pixels = new byte[values.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) Math.round(values[i]);
        }
        return new GrayImage(size, size, pixels);
    }

    /** Cuts out the ink with a margin of 8 to 40 % of its larger side, the same on all sides; all paper stays as it is. */
    static GrayImage tight(GrayImage image, RandomGenerator random) {
        int paper = paper(image);
        int left = image.width();
        int top = image.height();
        int right = -1;
        int bottom = -1;
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                if (Math.abs(image.at(x, y) - paper) > INK) {
                    left = Math.min(left, x);
                    right = Math.max(right, x);
                    top = Math.min(top, y);
                    bottom = y;
                }
            }
        }
        if (right < 0) {
            return image;
        }
        int width = right + 1 - left;
        int height = bottom + 1 - top;
        double share = random.nextDouble(NARROWEST, WIDEST);
        int margin = Math.max(FEWEST_PIXELS, (int) Math.round(share * Math.max(width, height)));
        return cut(image, left - margin, top - margin, width + 2 * margin, height + 2 * margin);
    }

    /** A part of an image, which may begin and end outside of it. */
    private static GrayImage cut(GrayImage image, int left, int top, int width, int height) {
        if (left == 0 && top == 0 && width == image.width() && height == image.height()) {
            return image;
        }
        byte[] pixels = new byte[width * height];
        Arrays.fill(pixels, (byte) paper(image));
        int from = Math.max(0, left);
        int to = Math.min(image.width(), left + width);
        for (int y = Math.max(0, top); y < Math.min(image.height(), top + height); y++) {
            System.arraycopy(
                    image.pixels(), y * image.width() + from, pixels, (y - top) * width + from - left, to - from);
        }
        return new GrayImage(width, height, pixels);
    }

    private static int paper(GrayImage image) {
        int[] border = new int[2 * (image.width() + image.height())];
        int at = 0;
        for (int x = 0; x < image.width(); x++) {
            border[at++] = image.at(x, 0);
            border[at++] = image.at(x, image.height() - 1);
        }
        for (int y = 0; y < image.height(); y++) {
            border[at++] = image.at(0, y);
            border[at++] = image.at(image.width() - 1, y);
        }
        Arrays.sort(border);
        return border[border.length / 2];
    }
}
