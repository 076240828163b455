package org.lisible.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import org.lisible.data.augmentation.Augmentation;
import org.lisible.model.Manifest;
import org.lisible.model.ModelBundle;
import org.lisible.spi.training.TrainingOptions;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How to train; every flag's default is the library's own. */
final class TrainingFlags {

    private static final TrainingOptions DEFAULTS = TrainingOptions.DEFAULTS;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--epochs", paramLabel = "N", description = "Most passes over the training images (default: ${DEFAULT-VALUE}).")
    private int epochs = DEFAULTS.epochs();

    @Option(names = "--batch", paramLabel = "N", description = "Images a step (default: ${DEFAULT-VALUE}).")
    private int batch = DEFAULTS.batchSize();

    @Option(names = "--learning-rate", paramLabel = "RATE", description = "Peak rate of AdamW (default: ${DEFAULT-VALUE}).")
    private double learningRate = DEFAULTS.learningRate();

    @Option(names = "--warmup", paramLabel = "EPOCHS", description = "Epochs until the peak rate (default: ${DEFAULT-VALUE}).")
    private double warmup = DEFAULTS.warmupEpochs();

    @Option(names = "--weight-decay", paramLabel = "SHARE", description = "Of AdamW (default: ${DEFAULT-VALUE}).")
    private double weightDecay = DEFAULTS.weightDecay();

    @Option(names = "--clip", paramLabel = "NORM", description = "Largest norm of the gradient (default: ${DEFAULT-VALUE}).")
    private double clip = DEFAULTS.clipNorm();

    @Option(
            names = "--average",
            paramLabel = "DECAY",
            description = "Decay a step of the averaged weights that are validated and kept; 0 keeps the raw ones (default: ${DEFAULT-VALUE}).")
    private double average = DEFAULTS.averageDecay();

    @Option(
            names = "--patience",
            paramLabel = "EPOCHS",
            description = "Stop after so many epochs without a better validation; 0 for never (default: ${DEFAULT-VALUE}).")
    private int patience = DEFAULTS.patience();

    @Option(names = "--checkpoint-every", paramLabel = "EPOCHS", description = "Epochs between checkpoints (default: ${DEFAULT-VALUE}).")
    private int checkpointEvery = DEFAULTS.checkpointEvery();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of the split, the first weights, the order and the augmentation (default: ${DEFAULT-VALUE}).")
    private long seed = DEFAULTS.seed();

    @Option(
            names = "--label-smoothing",
            paramLabel = "SHARE",
            description = "Share of the target that all classes have evenly; of single characters only (default: ${DEFAULT-VALUE}).")
    private double labelSmoothing = DEFAULTS.labelSmoothing();

    @Option(
            names = "--precision",
            paramLabel = "TYPE",
            defaultValue = "float32",
            description = "Of the arithmetic: float32, or bfloat16, which is faster on CPUs that have it (default: ${DEFAULT-VALUE}).")
    private String precision;

    @Option(
            names = "--augment",
            paramLabel = "PRESET",
            description = "How far training images are distorted: none, light, moderate or strong, and characters for single ones"
                    + " (default: moderate; of single characters: characters).")
    private String augment;

    @Option(
            names = "--synthetic",
            paramLabel = "N",
            description = "Synthetic captchas, or characters drawn by a pen, added to every epoch, new ones each time (default: ${DEFAULT-VALUE}).")
    private int synthetic;

    @Option(
            names = "--start",
            paramLabel = "BUNDLE",
            description = "Go on from the weights of this bundle; tensors that do not fit start fresh.")
    private Path start;

    private ModelBundle startBundle;

    /** The bundle whose weights training goes on from, if one was named; read once. */
    Optional<ModelBundle> start() {
        if (start != null && startBundle == null) {
            startBundle = ModelFiles.bundle(start, start.toString());
        }
        return Optional.ofNullable(startBundle);
    }

    /** Says for the record which weights training goes on from: their digest, or {@code none}. */
    String startDigest() {
        return start().map(ModelBundle::digest).orElse("none");
    }

    /** What the trainer is to be opened with. */
    Map<String, String> settings() {
        return Map.of("precision", precision);
    }

    TrainingOptions options() {
        try {
            return new TrainingOptions(
                    epochs,
                    batch,
                    learningRate,
                    warmup,
                    weightDecay,
                    clip,
                    average,
                    patience,
                    checkpointEvery,
                    seed,
                    labelSmoothing);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(command.commandLine(), e.getMessage());
        }
    }

    Augmentation augmentation(Manifest manifest) {
        try {
            return Augmentation.named(augmentationName(manifest));
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(command.commandLine(), e.getMessage());
        }
    }

    String augmentationName(Manifest manifest) {
        if (augment != null) {
            return augment;
        }
        return manifest.task().equals(Manifest.CHARACTER) ? "characters" : "moderate";
    }

    int synthetic() {
        if (synthetic < 0) {
            throw new CommandLine.ParameterException(command.commandLine(), "--synthetic is " + synthetic + ", not at least 0");
        }
        return synthetic;
    }

    long seed() {
        return seed;
    }
}
