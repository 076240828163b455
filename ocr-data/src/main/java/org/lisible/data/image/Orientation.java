package org.lisible.data.image;

import org.lisible.image.GrayImage;

/** How a stored picture is turned for viewing: the eight values of the TIFF and EXIF tag 274, in their order. */
enum Orientation {
    NORMAL(false, false, false),
    MIRRORED(false, true, false),
    TURNED_180(false, true, true),
    FLIPPED(false, false, true),
    TRANSPOSED(true, false, false),
    TURNED_90_RIGHT(true, false, true),
    TRANSVERSED(true, true, true),
    TURNED_90_LEFT(true, true, false);

    /** Whether the shown columns run along the stored rows. */
    private final boolean swapped;

    private final boolean fromRight;
    private final boolean fromBottom;

    Orientation(boolean swapped, boolean fromRight, boolean fromBottom) {
        this.swapped = swapped;
        this.fromRight = fromRight;
        this.fromBottom = fromBottom;
    }

    /** The orientation of a tag's value; a value that means nothing leaves the picture as it is. */
    static Orientation of(long tag) {
        return tag >= 1 && tag <= 8 ? values()[(int) tag - 1] : NORMAL;
    }

    /** The picture as it is to be seen. */
    GrayImage apply(GrayImage stored) {
        if (this == NORMAL) {
            return stored;
        }
        int width = swapped ? stored.height() : stored.width();
        int height = swapped ? stored.width() : stored.height();
        byte[] from = stored.pixels();
        byte[] pixels = new byte[from.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int column = swapped ? y : x;
                int row = swapped ? x : y;
                column = fromRight ? stored.width() - 1 - column : column;
                row = fromBottom ? stored.height() - 1 - row : row;
                pixels[y * width + x] = from[row * stored.width() + column];
            }
        }
        return new GrayImage(width, height, pixels);
    }
}
