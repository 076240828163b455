package org.lisible.data.fuzz;

import static org.lisible.OcrException.Kind.BROKEN;

import org.lisible.OcrException;
import org.lisible.data.image.ImageLimits;
import org.lisible.data.image.ImageReader;
import org.lisible.image.GrayImage;

/** An image that a client sends: whatever it is, the client is to blame and no memory is taken that the header did not announce. */
public final class ImageFuzz {

    private static final ImageLimits LIMITS = new ImageLimits(1_000_000, 2_000, 2_000, 1_000_000);

    private ImageFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            GrayImage image = ImageReader.read(input, LIMITS);
            if ((long) image.width() * image.height() > LIMITS.pixels()) {
                throw new AssertionError("an image of " + image.width() + "x" + image.height() + " passed the limits");
            }
        } catch (OcrException e) {
            if (e.kind() == BROKEN) {
                throw e;
            }
        }
    }
}
