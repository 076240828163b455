package org.lisible.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;

import org.lisible.OcrException;
import org.lisible.data.image.ImageLimits;
import org.lisible.data.image.ImageReader;
import org.lisible.decode.DecodeOptions;
import org.lisible.model.ModelBundle;
import org.lisible.result.Alternative;
import org.lisible.result.Recognition;
import org.lisible.result.RecognitionJson;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lisible recognize}. */
@Command(
        name = "recognize",
        header = "Reads the text in images.",
        description = {
            "",
            "Prints a line for each image: file, text, confidence, separated by tabs. An image that cannot be read is"
                    + " reported, the others are read all the same; the exit code is then 1."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lisible recognize captcha.png",
            "  lisible recognize --alternatives 3 --length 5 *.png",
            "  lisible recognize --engine tf --json captcha.png"
        })
final class RecognizeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Parameters(arity = "1..*", paramLabel = "IMAGE", description = "PNG, JPEG, GIF, BMP, TIFF or WebP.")
    private List<Path> images;

    @Mixin
    private ModelFlags model;

    @Option(names = "--engine", paramLabel = "ID", defaultValue = "pure", description = "pure, tf, … (default: ${DEFAULT-VALUE}).")
    private String engine;

    @Option(names = "--alternatives", paramLabel = "N", defaultValue = "1", description = "Most readings to give for each image (default: ${DEFAULT-VALUE}).")
    private int alternatives;

    @Mixin
    private DecodeFlags decode;

    @Mixin
    private EngineFlags hardware;

    @Option(names = "--json", description = "Print everything as JSON: characters, their alternatives, steps and columns.")
    private boolean json;

    @Override
    public Integer call() {
        ModelBundle bundle = model.read();
        DecodeOptions options = decode.options(alternatives);
        PrintWriter out = command.commandLine().getOut();
        JsonArrayBuilder results = Json.createArrayBuilder();
        int failed = 0;
        try (EngineFlags.Workshop workshop = hardware.open();
                TextReader reader = TextReader.open(engine, bundle, workshop.context())) {
            for (Path image : images) {
                JsonObjectBuilder result = Json.createObjectBuilder().add("file", image.toString());
                try {
                    Recognition recognition = reader.read(ImageReader.read(image, ImageLimits.DEFAULTS), options);
                    result.addAll(Json.createObjectBuilder(RecognitionJson.of(recognition)));
                    print(image, recognition, out);
                } catch (OcrException e) {
                    if (e.kind() == OcrException.Kind.BROKEN || e.code().startsWith("alphabet-") || e.code().startsWith("words-")) {
                        throw e;
                    }
                    failed++;
                    result.add("error", Json.createObjectBuilder().add("code", e.code()).add("message", e.getMessage()));
                    command.commandLine().getErr().println("error: " + e.getMessage());
                }
                results.add(result);
            }
        }
        if (json) {
            out.println(Json.createObjectBuilder()
                    .add("model", bundle.manifest().name())
                    .add("engine", engine)
                    .add("results", results)
                    .build());
        }
        return failed == 0 ? 0 : 1;
    }

    private void print(Path image, Recognition recognition, PrintWriter out) {
        if (json) {
            return;
        }
        List<Alternative> readings = alternatives == 1
                ? List.of(new Alternative(recognition.text(), recognition.confidence()))
                : recognition.alternatives();
        for (Alternative reading : readings) {
            out.printf(Locale.ROOT, "%s\t%s\t%.4f%n", image, reading.text(), reading.confidence());
        }
    }
}
