package org.lisible.data.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.lisible.OcrException;
import org.lisible.OcrException.Kind;

/** A pair of idx files, {@code …-images-idx3-ubyte} and {@code …-labels-idx1-ubyte}, packed with gzip or not. */
final class IdxDataset {

    private IdxDataset() {}

    /**
     * The file of images in a folder, if there is one.
     *
     * @throws OcrException of kind {@code INVALID} if there are several
     */
    static Optional<Path> find(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.filter(IdxImages::isNamedSo).sorted().toList();
            if (found.size() > 1) {
                throw new OcrException(Kind.INVALID, "several-datasets", "the folder " + folder + " has several idx files: "
                        + String.join(", ", found.stream().map(file -> file.getFileName().toString()).toList())
                        + "; name one of them in place of the folder");
            }
            return found.stream().findFirst();
        } catch (IOException e) {
            throw new OcrException(Kind.INVALID, "missing-data", "cannot list the folder " + folder + ": " + e, e);
        }
    }

    /** All images of a file, named by their place. */
    static Dataset read(Path file) {
        IdxImages images = IdxImages.read(file);
        String[] labels = IdxLabels.read(file, images.count());
        return new Dataset(IntStream.range(0, images.count())
                .mapToObj(i -> new LabelledImage(
                        IdxImages.number(i), new ImageSource.IdxImage(images, i), labels[i]))
                .toList());
    }
}
