package org.lisible.cli;

import java.nio.file.Files;
import java.nio.file.Path;

import org.lisible.data.dataset.Dataset;
import org.lisible.data.dataset.Split;

import picocli.CommandLine.Option;

/** Which labelled images to train on and which to validate on. */
final class DataFlags {

    @Option(
            names = "--data",
            required = true,
            paramLabel = "FOLDER",
            description = "Labelled images: a folder of images named after their text or with a labels.tsv, or a label file.")
    private Path data;

    @Option(
            names = "--validation",
            paramLabel = "SHARE",
            description = "Share of the images to validate on if no split is given (default: ${DEFAULT-VALUE}).")
    private double validation = Split.DEFAULT_SHARE;

    /** The split that lies in the folder, or else one drawn from the seed. */
    Split split(long seed) {
        return Files.isRegularFile(data.resolve(Split.TRAINING_FILE))
                ? Split.read(data)
                : Split.of(Dataset.open(data), validation, seed);
    }
}
