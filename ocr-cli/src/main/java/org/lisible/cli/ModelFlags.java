package org.lisible.cli;

import java.nio.file.Path;

import org.lisible.model.ModelBundle;

import picocli.CommandLine.Option;

/** Which model to use. */
final class ModelFlags {

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            defaultValue = "captcha-v2",
            description = "A bundle's folder, or its name: captcha-v2/1, or captcha-v2 for the newest version (default: ${DEFAULT-VALUE}).")
    private String model;

    @Option(
            names = "--models",
            paramLabel = "FOLDER",
            defaultValue = "models",
            description = "Where bundles lie as <id>/<version> (default: ${DEFAULT-VALUE}).")
    private Path models;

    ModelBundle read() {
        return ModelFiles.bundle(models, model);
    }
}
