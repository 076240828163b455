package org.lisible.data.synthesis;

import static java.util.Objects.requireNonNull;

import org.lisible.image.GrayImage;

/**
 * A made picture and the text that was written into it.
 *
 * @param image the picture
 * @param label its text
 */
public record SyntheticImage(GrayImage image, String label) {

    public SyntheticImage {
        requireNonNull(image, "image is null");
        requireNonNull(label, "label is null");
    }
}
