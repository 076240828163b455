package org.lisible.data.dataset;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * An image file and the text in it.
 *
 * @param id names the image within its dataset: its path below the dataset's folder, with {@code /} between folders
 * @param file where the image lies
 * @param label the text, in Unicode's composed form (NFC)
 */
public record LabelledImage(String id, Path file, String label) {

    public LabelledImage {
        requireNonNull(id, "id is null");
        requireNonNull(file, "file is null");
        requireNonNull(label, "label is null");
    }
}
