package org.lisible.data.dataset;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * An image and the text in it.
 *
 * @param id names the image within its dataset: its path below the dataset's folder, with {@code /} between folders; its
 *     place as six digits in an idx file
 * @param source where its pixels are
 * @param label the text, in Unicode's composed form (NFC)
 */
public record LabelledImage(String id, ImageSource source, String label) {

    public LabelledImage {
        requireNonNull(id, "id is null");
        requireNonNull(source, "source is null");
        requireNonNull(label, "label is null");
    }

    /** An image in a file of its own. */
    public LabelledImage(String id, Path file, String label) {
        this(id, new ImageSource.ImageFile(file), label);
    }

    /** What a label file names the image by. */
    public Path file() {
        return source.path();
    }
}
