package org.lisible.data.image;

import org.lisible.OcrException;
import org.lisible.OcrException.Kind;

/**
 * What an image file may cost. All are upper bounds, inclusive, and are checked on the file's header: an image above
 * them is refused before memory for its pixels is taken.
 *
 * @param bytes size of the file
 * @param width columns
 * @param height rows
 * @param pixels width times height; decoding takes up to eight bytes for each
 */
public record ImageLimits(long bytes, int width, int height, long pixels) {

    /** 10 MiB, 10,000 columns, 10,000 rows, 20 million pixels: a 300 dpi page in colour fits. */
    public static final ImageLimits DEFAULTS = new ImageLimits(10L << 20, 10_000, 10_000, 20_000_000);

    public ImageLimits {
        if (bytes < 1 || width < 1 || height < 1 || pixels < 1) {
            throw new IllegalArgumentException("limits must be at least 1, not " + bytes + " bytes, " + width
                    + " columns, " + height + " rows, " + pixels + " pixels");
        }
    }

    /** @throws OcrException of kind {@code TOO_LARGE} if a file has more bytes than are allowed */
    public void checkBytes(long count) {
        if (count > bytes) {
            throw tooLarge("too-many-bytes", "the image file has " + count + " bytes; the limit is " + bytes);
        }
    }

    /** @throws OcrException of kind {@code TOO_LARGE} if an image is wider, higher or larger than is allowed */
    public void checkSize(long columns, long rows) {
        if (columns > width) {
            throw tooLarge("image-too-wide", "the image is " + columns + " pixels wide; the limit is " + width);
        }
        if (rows > height) {
            throw tooLarge("image-too-high", "the image is " + rows + " pixels high; the limit is " + height);
        }
        if (columns * rows > pixels) {
            throw tooLarge("too-many-pixels", "the image has " + columns + "x" + rows + " = " + columns * rows
                    + " pixels; the limit is " + pixels);
        }
    }

    private static OcrException tooLarge(String code, String message) {
        return new OcrException(Kind.TOO_LARGE, code, message);
    }
}
