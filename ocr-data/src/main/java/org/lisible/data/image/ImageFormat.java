package org.lisible.data.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The image file formats that can be read, told apart by their first bytes and never by a name. */
public enum ImageFormat {
    PNG("PNG"),
    JPEG("JPEG"),
    GIF("GIF"),
    BMP("BMP"),
    TIFF("TIFF"),
    WEBP("WebP");

    private final String title;

    ImageFormat(String title) {
        this.title = title;
    }

    /** The format whose signature the bytes begin with, if it is one of these. */
    public static Optional<ImageFormat> of(byte[] file) {
        if (startsWith(file, 0, "\u0089PNG\r\n\u001a\n")) {
            return Optional.of(PNG);
        }
        if (startsWith(file, 0, "\u00ff\u00d8\u00ff")) {
            return Optional.of(JPEG);
        }
        if (startsWith(file, 0, "GIF87a") || startsWith(file, 0, "GIF89a")) {
            return Optional.of(GIF);
        }
        if (startsWith(file, 0, "II*\0") || startsWith(file, 0, "MM\0*")) {
            return Optional.of(TIFF);
        }
        if (startsWith(file, 0, "RIFF") && startsWith(file, 8, "WEBP")) {
            return Optional.of(WEBP);
        }
        // Two letters are little to go by, so the size of the header that follows must be a known one too.
        if (startsWith(file, 0, "BM") && file.length >= 18 && file[15] == 0 && file[16] == 0 && file[17] == 0) {
            return Optional.of(BMP);
        }
        return Optional.empty();
    }

    /** All formats in one phrase, for messages. */
    public static String list() {
        return Arrays.stream(values()).map(ImageFormat::toString).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return title;
    }

    private static boolean startsWith(byte[] file, int offset, String signature) {
        byte[] expected = signature.getBytes(StandardCharsets.ISO_8859_1);
        return file.length >= offset + expected.length
                && Arrays.equals(file, offset, offset + expected.length, expected, 0, expected.length);
    }
}
