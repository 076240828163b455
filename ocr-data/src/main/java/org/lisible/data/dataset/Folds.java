package org.lisible.data.dataset;

import java.util.ArrayList;
import java.util.List;

import org.lisible.OcrException;
import org.lisible.OcrException.Kind;

/**
 * A dataset in k parts of nearly equal size, for cross-validation: every image is in exactly one, and images of the
 * same glyph or writer are in the same.
 *
 * @param parts at least two, none empty
 */
public record Folds(List<Dataset> parts) {

    public Folds {
        parts = List.copyOf(parts);
    }

    /**
     * Divides a dataset at random; the same images, number and seed give the same folds on every machine. Reads every
     * image.
     *
     * @param dataset at least {@code count} different images
     * @param count how many folds, at least 2
     * @param seed another seed gives other folds
     */
    public static Folds of(Dataset dataset, int count, long seed) {
        List<List<LabelledImage>> groups = Shuffle.of(Duplicates.groups(dataset), seed);
        if (count < 2 || groups.size() < count) {
            throw new OcrException(
                    Kind.INVALID,
                    "bad-folds",
                    groups.size() + " different images cannot make " + count
                            + " folds: at least 2, and an image for each");
        }
        List<List<LabelledImage>> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parts.add(new ArrayList<>());
        }
        for (List<LabelledImage> group : groups) {
            List<LabelledImage> smallest = parts.getFirst();
            for (List<LabelledImage> part : parts) {
                smallest = part.size() < smallest.size() ? part : smallest;
            }
            smallest.addAll(group);
        }
        return new Folds(parts.stream().map(Dataset::new).toList());
    }

    public int count() {
        return parts.size();
    }

    /** The split that validates on one fold and trains on all the others. */
    public Split split(int fold) {
        List<LabelledImage> training = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            if (i != fold) {
                training.addAll(parts.get(i).images());
            }
        }
        return new Split(new Dataset(training), parts.get(fold));
    }
}
