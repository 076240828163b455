package org.lisible.data.image;

import org.lisible.OcrException;
import org.lisible.OcrException.Kind;

/**
 * What a file's header says, and the bytes that a decoder is to see: the file itself, or a copy without the parts that
 * only cost (texts, colour profiles, thumbnails, later frames).
 *
 * @param format the file's format
 * @param width columns of the whole picture, before {@code orientation}
 * @param height rows of the whole picture
 * @param left where the frame that is decoded lies in the picture; 0 if it is all of it
 * @param top likewise
 * @param orientation how the picture is to be turned
 * @param colour how a JPEG's components are meant; {@code OTHER} elsewhere
 * @param differenced whether a TIFF's 16-bit samples hold differences that the decoder leaves to {@link Differences}
 * @param file what the decoder reads
 */
record Header(
        ImageFormat format,
        int width,
        int height,
        int left,
        int top,
        Orientation orientation,
        Colour colour,
        boolean differenced,
        byte[] file) {

    /** How the raw components of a JPEG are meant. */
    enum Colour {
        GREY,
        RGB,
        YCBCR,
        CMYK,
        YCCK,
        OTHER
    }

    /** A picture that is its only frame. */
    static Header of(ImageFormat format, int width, int height, Orientation orientation, byte[] file) {
        return new Header(format, width, height, 0, 0, orientation, Colour.OTHER, false, file);
    }

    /** A picture that is its only frame and whose samples are differences. */
    static Header differenced(ImageFormat format, int width, int height, Orientation orientation, byte[] file) {
        return new Header(format, width, height, 0, 0, orientation, Colour.OTHER, true, file);
    }

    static OcrException truncated(ImageFormat format) {
        return new OcrException(
                Kind.UNPROCESSABLE, "truncated-image", "the " + format + " file ends before its image does");
    }

    static OcrException corrupt(ImageFormat format, String what) {
        return new OcrException(Kind.UNPROCESSABLE, "corrupt-image", "the " + format + " file is damaged: " + what);
    }

    static OcrException unsupported(ImageFormat format, String what) {
        return new OcrException(
                Kind.UNPROCESSABLE, "unsupported-image", "this kind of " + format + " cannot be read: " + what);
    }
}
