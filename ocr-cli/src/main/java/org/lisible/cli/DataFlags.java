package org.lisible.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.lisible.data.dataset.Dataset;
import org.lisible.data.dataset.Split;

import picocli.CommandLine.Option;

/** Which labelled images to train on and which to validate on. */
final class DataFlags {

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DATA",
            description = "Labelled images: a folder of images named after their text, with a labels.tsv or with a pair of idx"
                    + " files, or a label file. May be given several times.")
    private List<Path> data;

    @Option(
            names = "--validation",
            paramLabel = "SHARE",
            description = "Share of the images to validate on if no split is given (default: ${DEFAULT-VALUE}).")
    private double validation = Split.DEFAULT_SHARE;

    /** Of each folder the split that lies in it, or else one drawn from the seed; all of them as one. */
    Split split(long seed) {
        return Split.join(data.stream().map(source -> split(source, seed)).toList());
    }

    private Split split(Path source, long seed) {
        return Files.isRegularFile(source.resolve(Split.TRAINING_FILE))
                ? Split.read(source)
                : Split.of(Dataset.open(source), validation, seed);
    }
}
