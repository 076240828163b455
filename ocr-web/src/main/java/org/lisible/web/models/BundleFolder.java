package org.lisible.web.models;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;

import org.lisible.OcrException;
import org.lisible.model.BundleReader;
import org.lisible.model.ModelBundle;

/** A folder {@code id/version} that holds a bundle, or should. */
final class BundleFolder {

    private static final System.Logger LOG = System.getLogger(BundleFolder.class.getName());

    private BundleFolder() {}

    /** Never throws for what is in the folder: a broken bundle is an entry with a reason. */
    static ModelEntry read(Path folder) {
        String id = folder.getParent().getFileName().toString();
        String version = folder.getFileName().toString();
        String name = id + "/" + version;
        try {
            ModelBundle bundle = BundleReader.read(folder);
            if (!bundle.manifest().name().equals(name)) {
                throw new OcrException(
                        OcrException.Kind.BROKEN,
                        "misplaced-bundle",
                        "it calls itself " + bundle.manifest().name() + " but lies in " + name);
            }
            LOG.log(Level.INFO, "model " + name + " read, " + bundle.digest());
            return new ModelEntry(id, version, Optional.of(bundle), "", "", metrics(folder));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "model " + name + " is broken: " + e.getMessage());
            return ModelEntry.broken(id, version, reason(e, folder));
        }
    }

    /** Where the folder lies is the operator's business: the log says it, answers do not. */
    private static String reason(RuntimeException failure, Path folder) {
        return String.valueOf(failure.getMessage())
                .replace(folder + ": ", "")
                .replace(folder + folder.getFileSystem().getSeparator(), "")
                .replace(folder.toString(), "the bundle");
    }

    private static JsonObject metrics(Path folder) {
        Path file = folder.resolve("metrics.json");
        if (!Files.isRegularFile(file)) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        try (JsonReader reader = Json.createReader(Files.newBufferedReader(file))) {
            return reader.readObject();
        } catch (IOException | JsonException | NumberFormatException e) {
            LOG.log(Level.WARNING, "cannot read " + file, e);
            return JsonValue.EMPTY_JSON_OBJECT;
        }
    }
}
