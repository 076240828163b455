package org.lisible.cli;

import java.util.List;
import java.util.function.Supplier;

import org.lisible.data.dataset.Dataset;
import org.lisible.data.dataset.ImageSource;
import org.lisible.data.dataset.LabelledImage;
import org.lisible.image.GrayImage;

/**
 * A labelled image in memory.
 *
 * @param id names it in its dataset
 * @param pixels gives its grey levels, always the same
 * @param label the text in it
 */
record Sample(String id, Supplier<GrayImage> pixels, String label) {

    /** All images of a dataset, in its order: files are decoded once and kept, those of idx files lie in memory by now. */
    static List<Sample> decode(Dataset dataset) {
        return dataset.images().stream()
                .map(image -> new Sample(image.id(), pixels(image), image.label()))
                .toList();
    }

    GrayImage image() {
        return pixels.get();
    }

    private static Supplier<GrayImage> pixels(LabelledImage image) {
        return switch (image.source()) {
            case ImageSource.IdxImage idx -> idx::read;
            case ImageSource.ImageFile file -> {
                GrayImage decoded = file.read();
                yield () -> decoded;
            }
        };
    }
}
