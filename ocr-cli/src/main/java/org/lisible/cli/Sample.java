package org.lisible.cli;

import java.util.List;

import org.lisible.data.dataset.Dataset;
import org.lisible.data.image.ImageLimits;
import org.lisible.data.image.ImageReader;
import org.lisible.image.GrayImage;

/**
 * A labelled image, decoded once and kept.
 *
 * @param id names it in its dataset
 * @param image its grey levels
 * @param label the text in it
 */
record Sample(String id, GrayImage image, String label) {

    /** All images of a dataset, in its order. */
    static List<Sample> decode(Dataset dataset) {
        return dataset.images().stream()
                .map(image -> new Sample(
                        image.id(), ImageReader.read(image.file(), ImageLimits.DEFAULTS), image.label()))
                .toList();
    }
}
