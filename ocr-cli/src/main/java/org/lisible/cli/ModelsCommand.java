package org.lisible.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;

import org.lisible.OcrException;
import org.lisible.model.BundleReader;
import org.lisible.model.BundleWriter;
import org.lisible.model.Manifest;
import org.lisible.model.ModelBundle;
import org.lisible.model.ModelFolders;
import org.lisible.spi.OcrEngineProvider;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lisible models}. */
@Command(
        name = "models",
        header = "Lists model bundles and checks them.",
        description = {
            "",
            "Reads every bundle as the server would: fields, shapes, digest, numbers. The exit code is 1 if one is broken."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  lisible models", "  lisible models --models deployed captcha-v2", "  lisible models runs/new --json", "  lisible models captcha-v2 --refer pure"})
final class ModelsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Parameters(
            arity = "0..*",
            paramLabel = "MODEL",
            description = "Folders of bundles, or names such as captcha-v2/1 (default: all there are).")
    private List<String> names = List.of();

    @Option(
            names = "--models",
            paramLabel = "FOLDER",
            defaultValue = "models",
            description = "Where bundles lie as <id>/<version> (default: ${DEFAULT-VALUE}).")
    private Path models;

    @Option(
            names = "--refer",
            paramLabel = "ENGINE",
            description = "Record in each bundle what that engine puts out for two inputs, in the place of what was recorded"
                    + " before; the server compares every engine with it.")
    private String referee;

    @Option(names = "--json", description = "Print the list as JSON.")
    private boolean json;

    @Mixin
    private EngineFlags engine;

    @Override
    public Integer call() {
        List<Path> folders = names.isEmpty()
                ? ModelFolders.list(models).stream().map(models::resolve).toList()
                : names.stream().map(name -> ModelFiles.folder(models, name)).toList();
        PrintWriter out = command.commandLine().getOut();
        JsonArrayBuilder array = Json.createArrayBuilder();
        int broken = 0;
        for (Path folder : folders) {
            JsonObjectBuilder entry = Json.createObjectBuilder().add("folder", folder.toString());
            try {
                if (referee != null) {
                    refer(folder, BundleReader.readWithoutReferences(folder));
                }
                ModelBundle bundle = BundleReader.read(folder);
                describe(entry, bundle);
                line(out, bundle);
            } catch (OcrException e) {
                broken++;
                entry.add("state", "broken").add("code", e.code()).add("reason", e.getMessage());
                line(out, "%s  BROKEN  %s", folder, e.getMessage());
            }
            array.add(entry);
        }
        if (json) {
            out.println(Json.createObjectBuilder().add("models", array).build());
        } else if (folders.isEmpty()) {
            out.println("there are no models in " + models);
        }
        return broken == 0 ? 0 : 1;
    }

    private void refer(Path folder, ModelBundle bundle) {
        try (EngineFlags.Workshop workshop = engine.open();
                TextReader reader = TextReader.open(referee, bundle, workshop.context())) {
            BundleWriter.refer(folder, reader.references(bundle));
        } catch (IOException e) {
            throw new OcrException(
                    OcrException.Kind.BROKEN, "bundle-unwritable", "the bundle " + folder + " cannot be written: " + e, e);
        }
    }

    private static void describe(JsonObjectBuilder entry, ModelBundle bundle) {
        Manifest manifest = bundle.manifest();
        entry.add("state", "ready")
                .add("id", manifest.id())
                .add("version", manifest.version())
                .add("title", manifest.title())
                .add("task", manifest.task())
                .add("alphabet", manifest.alphabet().toString())
                .add("parameters", parameters(bundle))
                .add("digest", bundle.digest())
                .add("engines", Json.createArrayBuilder(engines(manifest)));
    }

    private void line(PrintWriter out, ModelBundle bundle) {
        Manifest manifest = bundle.manifest();
        line(
                out,
                "%s  ready  %s; %,d numbers, %d characters; engines: %s",
                manifest.name(),
                manifest.title(),
                parameters(bundle),
                manifest.alphabet().size(),
                String.join(", ", engines(manifest)));
    }

    private void line(PrintWriter out, String format, Object... values) {
        if (!json) {
            out.printf(Locale.ROOT, format + "%n", values);
        }
    }

    private static long parameters(ModelBundle bundle) {
        return bundle.weights().values().stream().mapToLong(tensor -> tensor.data().length).sum();
    }

    private static List<String> engines(Manifest manifest) {
        return Plugins.engines().stream()
                .filter(engine -> engine.capabilities().missingFor(manifest).isEmpty())
                .map(OcrEngineProvider::id)
                .sorted()
                .toList();
    }
}
