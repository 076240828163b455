package org.lisible.data.fuzz;

import java.nio.file.Path;
import java.util.Arrays;

import org.lisible.OcrException;
import org.lisible.data.dataset.Dataset;
import org.lisible.data.dataset.LabelledImage;

/** A pair of idx files: two bytes with the length of the images, the images, the labels. Packed files begin as gzip does. */
public final class IdxFuzz {

    private static final Workplace FILES = new Workplace("idx");

    private IdxFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < 2) {
            return;
        }
        int end = Math.min(2 + ((input[0] & 0xff) << 8 | input[1] & 0xff), input.length);
        byte[] images = Arrays.copyOfRange(input, 2, end);
        String packed = images.length > 1 && images[0] == 0x1f && (images[1] & 0xff) == 0x8b ? ".gz" : "";
        Path file = FILES.write("train-images-idx3-ubyte" + packed, images);
        FILES.write("train-labels-idx1-ubyte" + packed, Arrays.copyOfRange(input, end, input.length));
        try {
            for (LabelledImage image : Dataset.open(file).images()) {
                image.source().read();
            }
        } catch (OcrException expected) {
            // A pair that is wrong.
        }
    }
}
