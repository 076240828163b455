package org.lisible.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import jakarta.json.Json;

import org.lisible.data.dataset.Dataset;
import org.lisible.data.dataset.Split;
import org.lisible.spi.training.TrainingOptions;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lisible split}. */
@Command(
        name = "split",
        header = "Divides labelled images into a part to train on and a part to validate on.",
        description = {
            "",
            "Writes train_split.csv and val_split.csv. The same images, share and seed give the same split on every"
                    + " machine; images of the same pixels, of the same glyph in another place, and of the same writer where"
                    + " an idx set's index names the recordings, stay on one side."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  lisible split captchas", "  lisible split captchas --validation 0.2 --seed 7 --out splits/7"})
final class SplitCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Parameters(
            paramLabel = "DATA",
            description = "Labelled images: a folder of images named after their text, with a labels.tsv or with a pair of idx"
                    + " files, or a label file.")
    private Path data;

    @Option(names = "--out", paramLabel = "FOLDER", description = "Where the two files go (default: the images' folder).")
    private Path out;

    @Option(names = "--validation", paramLabel = "SHARE", description = "Above 0 and below 1 (default: ${DEFAULT-VALUE}).")
    private double validation = Split.DEFAULT_SHARE;

    @Option(names = "--seed", paramLabel = "N", description = "Another seed, another split (default: ${DEFAULT-VALUE}).")
    private long seed = TrainingOptions.DEFAULTS.seed();

    @Option(names = "--json", description = "Print what was done as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Dataset dataset = Dataset.open(data);
        Split split = Split.of(dataset, validation, seed);
        Path folder = out != null ? out : dataset.images().getFirst().file().toAbsolutePath().getParent();
        split.write(folder);
        int training = split.training().size();
        int held = split.validation().size();
        command.commandLine().getOut().println(json
                ? Json.createObjectBuilder()
                        .add("folder", folder.toString())
                        .add("training", training)
                        .add("validation", held)
                        .add("alphabet", dataset.alphabet().toString())
                        .build()
                        .toString()
                : training + " images in " + folder.resolve(Split.TRAINING_FILE) + ", " + held + " in "
                        + folder.resolve(Split.VALIDATION_FILE) + "; alphabet " + dataset.alphabet());
        return 0;
    }
}
