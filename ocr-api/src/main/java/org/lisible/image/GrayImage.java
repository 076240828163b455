package org.lisible.image;

import static java.util.Objects.requireNonNull;

/**
 * An 8-bit grey picture, row by row from the top left. 0 is black, 255 white. Immutable by agreement: the array is
 * handed over by the caller and not copied; neither side writes to it afterwards.
 *
 * @param width columns, at least 1
 * @param height rows, at least 1
 * @param pixels {@code byte[height * width]}, unsigned, row-major
 */
public record GrayImage(int width, int height, byte[] pixels) {

    public GrayImage {
        requireNonNull(pixels, "pixels is null");
        if (width < 1 || height < 1 || (long) width * height != pixels.length) {
            throw new IllegalArgumentException(
                    "an image of " + width + "x" + height + " cannot have " + pixels.length + " pixels");
        }
    }

    /** The grey level of a pixel, 0 to 255. */
    public int at(int x, int y) {
        return pixels[y * width + x] & 0xff;
    }

    /** ITU-R BT.601 luma of 8-bit red, green and blue, in Pillow's integer form: {@code (19595 r + 38470 g + 7471 b + 32768) >> 16}. */
    public static int luma(int red, int green, int blue) {
        return (19595 * red + 38470 * green + 7471 * blue + 0x8000) >> 16;
    }
}
