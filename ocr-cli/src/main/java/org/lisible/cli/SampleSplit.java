package org.lisible.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

import org.lisible.data.dataset.Dataset;
import org.lisible.data.dataset.LabelledImage;
import org.lisible.data.dataset.Split;
import org.lisible.model.Alphabet;

/**
 * A split with its images decoded.
 *
 * @param files which images are in which part
 * @param training learned from
 * @param validation never learned from
 */
record SampleSplit(Split files, List<Sample> training, List<Sample> validation) {

    /** Decodes a split whose labels are all of the alphabet. */
    static SampleSplit of(Split split, Alphabet alphabet) {
        split.training().check(alphabet);
        split.validation().check(alphabet);
        return new SampleSplit(split, Sample.decode(split.training()), Sample.decode(split.validation()));
    }

    String describe() {
        return training.size() + " images to train on, " + validation.size() + " to validate on";
    }

    void write(Path folder) {
        try {
            files.write(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the split cannot be written to " + folder + ": " + e.getMessage(), e);
        }
    }

    /** {@code sha256:} of the lines {@code part TAB id TAB label}: the same split has the same digest everywhere. */
    String digest() {
        return digest(lines("train", files.training()) + lines("validation", files.validation()));
    }

    static String lines(String part, Dataset dataset) {
        StringBuilder text = new StringBuilder();
        for (LabelledImage image : dataset.images()) {
            text.append(part).append('\t').append(image.id()).append('\t').append(image.label()).append('\n');
        }
        return text.toString();
    }

    static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JVM has SHA-256", e);
        }
    }
}
