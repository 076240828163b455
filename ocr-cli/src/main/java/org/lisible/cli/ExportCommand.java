package org.lisible.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;

import org.lisible.OcrException;
import org.lisible.cli.export.OnnxModel;
import org.lisible.model.ModelBundle;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lisible export}. */
@Command(
        name = "export",
        header = "Writes a model in a format that other programs read.",
        description = {
            "",
            "The ONNX model takes what the network takes and puts out logits, for any number of images at once. How an image is"
                    + " prepared and how logits become text are in its metadata, as lisible.manifest; docs/formats.md tells more."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  lisible export captcha-v2", "  lisible export characters-cnn/1 --format onnx --out characters.onnx"})
final class ExportCommand implements Callable<Integer> {

    /** The formats there are. */
    enum Format {
        ONNX
    }

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "MODEL", description = "A bundle's folder, or its name: captcha-v2/1, or captcha-v2 for the newest version.")
    private String model;

    @Option(
            names = "--models",
            paramLabel = "FOLDER",
            defaultValue = "models",
            description = "Where bundles lie as <id>/<version> (default: ${DEFAULT-VALUE}).")
    private Path models;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "onnx",
            description = "The format; there are: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Option(names = "--out", paramLabel = "FILE", description = "The file to write; one that is there is replaced (default: the model's id and the format).")
    private Path out;

    @Override
    public Integer call() {
        ModelBundle bundle = ModelFiles.bundle(models, model);
        Path file = out == null ? Path.of(bundle.manifest().id() + "." + format.name().toLowerCase(Locale.ROOT)) : out;
        byte[] content = switch (format) {
            case ONNX -> OnnxModel.of(bundle);
        };
        try {
            Files.write(file, content);
        } catch (IOException e) {
            String reason = e instanceof NoSuchFileException ? "its folder does not exist" : e.toString();
            throw new OcrException(
                    OcrException.Kind.INVALID, "file-unwritable", file + " cannot be written: " + reason, e);
        }
        command.commandLine().getOut().println(file);
        return 0;
    }
}
