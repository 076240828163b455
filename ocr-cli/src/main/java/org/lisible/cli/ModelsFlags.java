package org.lisible.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.lisible.model.ModelBundle;

import picocli.CommandLine.Option;

/** Which models to compare. */
final class ModelsFlags {

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            defaultValue = "captcha-v2",
            description = "A bundle's folder, or its name: captcha-v2/1, or captcha-v2 for the newest version (default:"
                    + " ${DEFAULT-VALUE}). May be given several times.")
    private List<String> models;

    @Option(
            names = "--baseline",
            paramLabel = "MODEL",
            description = "A model that the others are compared with, outside of their ensemble. May be given several times.")
    private List<String> baselines = List.of();

    @Option(
            names = "--models",
            paramLabel = "FOLDER",
            defaultValue = "models",
            description = "Where bundles lie as <id>/<version> (default: ${DEFAULT-VALUE}).")
    private Path root;

    /**
     * A model and what it is called.
     *
     * @param name {@code id/version}, or what the user named it by where several have the same id and version
     * @param folder where the bundle lies
     * @param bundle the model
     * @param baseline whether it stays out of the ensemble
     */
    record Named(String name, Path folder, ModelBundle bundle, boolean baseline) {}

    /** Reads all of them, models first. */
    List<Named> read() {
        return Stream.concat(
                        models.stream().map(model -> read(model, false)),
                        baselines.stream().map(model -> read(model, true)))
                .toList();
    }

    private Named read(String model, boolean baseline) {
        ModelBundle bundle = ModelFiles.bundle(root, model);
        String name = bundle.manifest().name();
        boolean alone = Stream.concat(models.stream(), baselines.stream())
                .filter(other -> !other.equals(model))
                .noneMatch(other -> ModelFiles.manifest(ModelFiles.folder(root, other)).name().equals(name));
        return new Named(alone ? name : model, ModelFiles.folder(root, model), bundle, baseline);
    }
}
