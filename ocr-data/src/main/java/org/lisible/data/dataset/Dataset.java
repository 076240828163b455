package org.lisible.data.dataset;

import static java.util.Objects.requireNonNull;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

import org.lisible.OcrException;
import org.lisible.OcrException.Kind;
import org.lisible.model.Alphabet;

/**
 * Labelled images with different ids, sorted by id.
 *
 * @param images may be empty
 */
public record Dataset(List<LabelledImage> images) {

    public Dataset {
        images = requireNonNull(images, "images is null").stream()
                .sorted(Comparator.comparing(LabelledImage::id))
                .toList();
        Set<String> ids = new HashSet<>();
        for (LabelledImage image : images) {
            if (!ids.add(image.id())) {
                throw new OcrException(Kind.INVALID, "duplicate-id", "the image " + image.id() + " is listed twice");
            }
        }
    }

    /**
     * Opens whatever holds labelled images: a label file, an idx file of images with its labels beside it, a folder with
     * a {@code labels.tsv}, a {@code labels.csv} or a pair of idx files in it, or a folder whose file names are the labels.
     *
     * @throws OcrException of kind {@code INVALID} if there is nothing of that kind, or something is wrong with it
     */
    public static Dataset open(Path source) {
        if (!Files.isDirectory(source)) {
            return IdxImages.isNamedSo(source) ? IdxDataset.read(source) : LabelFile.read(source);
        }
        for (String name : List.of("labels.tsv", "labels.csv")) {
            if (Files.isRegularFile(source.resolve(name))) {
                return LabelFile.read(source.resolve(name));
            }
        }
        return IdxDataset.find(source).map(IdxDataset::read).orElseGet(() -> LabelledFolder.read(source));
    }

    /**
     * Several datasets as one. Each one's ids get its place in front, {@code 2/000123}, unless there is only one.
     *
     * @param datasets at least one
     */
    public static Dataset join(List<Dataset> datasets) {
        if (datasets.size() == 1) {
            return datasets.getFirst();
        }
        return new Dataset(IntStream.range(0, datasets.size())
                .boxed()
                .flatMap(i -> datasets.get(i).images().stream()
                        .map(image -> new LabelledImage((i + 1) + "/" + image.id(), image.source(), image.label())))
                .toList());
    }

    public int size() {
        return images.size();
    }

    /** The characters of all labels, in code point order. */
    public Alphabet alphabet() {
        var symbols = new TreeSet<>(Comparator.comparingInt((String symbol) -> symbol.codePointAt(0)));
        for (LabelledImage image : images) {
            image.label().codePoints().mapToObj(Character::toString).forEach(symbols::add);
        }
        return new Alphabet(List.copyOf(symbols));
    }

    /**
     * Makes sure that a model with this alphabet can learn every label.
     *
     * @throws OcrException of kind {@code INVALID}, naming the first image that does not fit
     */
    public void check(Alphabet alphabet) {
        for (LabelledImage image : images) {
            for (int codePoint : image.label().codePoints().toArray()) {
                String symbol = Character.toString(codePoint);
                if (alphabet.indexOf(symbol) < 0) {
                    throw new OcrException(
                            Kind.INVALID,
                            "label-outside-alphabet",
                            "the label \"%s\" of %s has '%s' (U+%04X), which is not in the alphabet \"%s\""
                                    .formatted(image.label(), image.id(), symbol, codePoint, alphabet));
                }
            }
        }
    }
}
