package org.lisible.data.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.lisible.OcrException;
import org.lisible.OcrException.Kind;

/**
 * A dataset in two parts: one to learn from, one to judge by.
 *
 * @param training what a model learns from
 * @param validation what it is judged by; shows nothing that the training part shows
 */
public record Split(Dataset training, Dataset validation) {

    /** The training part's file in a split's folder. */
    public static final String TRAINING_FILE = "train_split.csv";

    /** The validation part's file in a split's folder. */
    public static final String VALIDATION_FILE = "val_split.csv";

    /** A tenth for validation, as the original programs for this task did. */
    public static final double DEFAULT_SHARE = 0.1;

    /**
     * Divides a dataset at random. Images of the same glyph or writer stay on one side ({@link Duplicates}). The same
     * images, share and seed give the same split on every machine. Reads every image.
     *
     * @param dataset at least two different images
     * @param validationShare share of the images to validate on, above 0 and below 1; rounded, at least one image
     * @param seed another seed gives another split
     */
    public static Split of(Dataset dataset, double validationShare, long seed) {
        if (!(validationShare > 0 && validationShare < 1)) {
            throw new OcrException(
                    Kind.INVALID,
                    "bad-share",
                    "the validation share is " + validationShare + ", not between 0 and 1");
        }
        List<List<LabelledImage>> groups = Shuffle.of(Duplicates.groups(dataset), seed);
        if (groups.size() < 2) {
            throw new OcrException(
                    Kind.INVALID,
                    "too-few-images",
                    "a split needs at least two different images, not " + groups.size());
        }
        long wanted = Math.clamp(Math.round(dataset.size() * validationShare), 1, dataset.size() - 1);
        List<LabelledImage> training = new ArrayList<>();
        List<LabelledImage> validation = new ArrayList<>();
        for (List<LabelledImage> group : groups) {
            boolean fits = validation.size() + group.size() <= wanted;
            (fits ? validation : training).addAll(group);
        }
        if (validation.isEmpty()) {
            List<LabelledImage> smallest = groups.getLast();
            training.removeAll(smallest);
            validation.addAll(smallest);
        }
        return new Split(new Dataset(training), new Dataset(validation));
    }

    /**
     * Several splits as one, each one's ids with its place in front unless there is only one.
     *
     * @param splits at least one
     * @throws OcrException of kind {@code INVALID} if one trains on what another validates on
     */
    public static Split join(List<Split> splits) {
        Split joined = new Split(
                Dataset.join(splits.stream().map(Split::training).toList()),
                Dataset.join(splits.stream().map(Split::validation).toList()));
        joined.refuseLeak(" of the joined splits");
        return joined;
    }

    /** Writes {@value #TRAINING_FILE} and {@value #VALIDATION_FILE} into a folder, which is made if it is missing. */
    public void write(Path folder) throws IOException {
        LabelFile.write(folder.resolve(TRAINING_FILE), training);
        LabelFile.write(folder.resolve(VALIDATION_FILE), validation);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws OcrException of kind {@code INVALID} if a file is missing or wrong, or an image is in both parts
     */
    public static Split read(Path folder) {
        Map<Path, IdxImages> opened = new HashMap<>();
        Dataset training = LabelFile.read(folder.resolve(TRAINING_FILE), opened);
        Dataset validation = LabelFile.read(folder.resolve(VALIDATION_FILE), opened);
        Split split = new Split(training, validation);
        split.refuseLeak(" of the split in " + folder);
        return split;
    }

    private void refuseLeak(String where) {
        Set<ImageSource> trained = new HashSet<>();
        training.images().forEach(image -> trained.add(image.source()));
        for (LabelledImage image : validation.images()) {
            if (trained.contains(image.source())) {
                throw new OcrException(
                        Kind.INVALID, "leaking-split", "the image " + image.id() + " is in both parts" + where);
            }
        }
    }
}
