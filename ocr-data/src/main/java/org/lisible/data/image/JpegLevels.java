package org.lisible.data.image;

import java.awt.image.Raster;

import org.lisible.data.image.Header.Colour;
import org.lisible.image.GrayImage;

/** The raw components of a JPEG to grey levels, with the equations of JFIF and, for CMYK, Adobe's inverted inks. */
final class JpegLevels {

    private JpegLevels() {}

    static GrayImage of(Raster raster, Colour colour) {
        int width = raster.getWidth();
        int height = raster.getHeight();
        int bands = raster.getNumBands();
        byte[] pixels = new byte[width * height];
        int[] row = new int[width * bands];
        for (int y = 0; y < height; y++) {
            raster.getPixels(0, y, width, 1, row);
            for (int x = 0; x < width; x++) {
                pixels[y * width + x] = (byte) level(row, x * bands, colour);
            }
        }
        return new GrayImage(width, height, pixels);
    }

    private static int level(int[] row, int at, Colour colour) {
        return switch (colour) {
            case RGB -> GrayImage.luma(row[at], row[at + 1], row[at + 2]);
            case YCBCR -> {
                int luma = row[at];
                int blue = row[at + 1] - 128;
                int red = row[at + 2] - 128;
                yield GrayImage.luma(red(luma, red), green(luma, blue, red), blue(luma, blue));
            }
            case CMYK ->
                GrayLevels.cmyk(255 - row[at], 255 - row[at + 1], 255 - row[at + 2], 255 - row[at + 3]);
            case YCCK -> {
                int luma = row[at];
                int blue = row[at + 1] - 128;
                int red = row[at + 2] - 128;
                yield GrayLevels.cmyk(
                        red(luma, red), green(luma, blue, red), blue(luma, blue), 255 - row[at + 3]);
            }
            default -> row[at];
        };
    }

    private static int red(int luma, int red) {
        return clip(luma + (91881 * red + 0x8000 >> 16));
    }

    private static int green(int luma, int blue, int red) {
        return clip(luma + (-22554 * blue - 46802 * red + 0x8000 >> 16));
    }

    private static int blue(int luma, int blue) {
        return clip(luma + (116130 * blue + 0x8000 >> 16));
    }

    private static int clip(int value) {
        return Math.clamp(value, 0, 255);
    }
}
