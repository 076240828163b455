package org.lisible.cli;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;

import org.lisible.OcrException;

/** A folder in which long work keeps what it needs to go on later. */
final class WorkFolder {

    private static final String IDENTITY = "work.json";

    private WorkFolder() {}

    /** Makes the folder, or finds in it the same work begun earlier; refuses other work's folder. */
    static void claim(Path folder, JsonObject identity) {
        Path file = folder.resolve(IDENTITY);
        if (!Files.exists(file)) {
            write(file, identity.toString());
            return;
        }
        JsonObject before = ModelFiles.json(file);
        for (String name : identity.keySet()) {
            JsonValue was = before.getOrDefault(name, JsonValue.NULL);
            if (!was.toString().equals(identity.get(name).toString())) {
                throw new OcrException(
                        OcrException.Kind.INVALID,
                        "other-work",
                        folder + " holds work that was begun with another " + name + " (" + was + ", now "
                                + identity.get(name) + "); name another --work folder, or delete it to begin anew");
            }
        }
    }

    /** Whole or not at all, so that a kill leaves the file from before. */
    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path staged = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(staged, text + "\n");
            Files.move(staged, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** The rows that the trainer wrote, one an epoch. */
    static JsonArray history(Path folder) {
        Path file = folder.resolve("history.json");
        if (!Files.exists(file)) {
            return JsonValue.EMPTY_JSON_ARRAY;
        }
        try (Reader text = Files.newBufferedReader(file);
                JsonReader reader = Json.createReader(text)) {
            return reader.readArray();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
