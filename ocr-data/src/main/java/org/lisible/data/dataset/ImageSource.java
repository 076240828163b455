package org.lisible.data.dataset;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;

import org.lisible.OcrException;
import org.lisible.data.image.ImageLimits;
import org.lisible.data.image.ImageReader;
import org.lisible.image.GrayImage;

/** Where the pixels of a labelled image come from. */
public sealed interface ImageSource {

    /** What a label file names the image by: a file, or {@code file#000123} for one of many in a file. */
    Path path();

    /**
     * The image's grey levels, read anew.
     *
     * @throws OcrException if the image cannot be read
     */
    GrayImage read();

    /** Who wrote it, or in which recording: images of one writer must not be on both sides of a split. Empty if unknown. */
    Optional<String> writer();

    /** An image file of its own. */
    record ImageFile(Path path) implements ImageSource {

        public ImageFile {
            requireNonNull(path, "path is null");
        }

        @Override
        public GrayImage read() {
            return ImageReader.read(path, ImageLimits.DEFAULTS);
        }

        @Override
        public Optional<String> writer() {
            return Optional.empty();
        }
    }

    /** The {@code index}-th image of an idx file, which stays in memory as long as one of its images is known. */
    record IdxImage(IdxImages images, int index) implements ImageSource {

        public IdxImage {
            requireNonNull(images, "images is null");
        }

        @Override
        public Path path() {
            return images.path(index);
        }

        @Override
        public GrayImage read() {
            return images.read(index);
        }

        @Override
        public Optional<String> writer() {
            return images.writer(index);
        }
    }
}
