package org.lisible.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;

import org.lisible.OcrException;
import org.lisible.model.BundleReader;
import org.lisible.model.Manifest;
import org.lisible.model.ManifestJson;
import org.lisible.model.ModelBundle;
import org.lisible.model.ModelFolders;
import org.lisible.model.Shapes;

/** Finds what a person names: a bundle by folder or by {@code id/version}, a manifest by file. */
final class ModelFiles {

    private ModelFiles() {}

    /** A folder with a {@code model.json}, or a name under the models' root. */
    static Path folder(Path root, String name) {
        Path folder = Path.of(name);
        return Files.isRegularFile(folder.resolve(BundleReader.MANIFEST)) ? folder : ModelFolders.find(root, name);
    }

    static ModelBundle bundle(Path root, String name) {
        return BundleReader.read(folder(root, name));
    }

    /** A manifest file, or the bundle's folder it lies in. */
    static Manifest manifest(Path path) {
        if (Files.isDirectory(path)) {
            return BundleReader.readManifest(path);
        }
        JsonObject json = json(path);
        try {
            Manifest manifest = ManifestJson.read(json);
            Shapes.of(manifest);
            return manifest;
        } catch (OcrException e) {
            throw new OcrException(e.kind(), e.code(), path + ": " + e.getMessage(), e);
        }
    }

    static JsonObject json(Path file) {
        try (Reader text = Files.newBufferedReader(file);
                JsonReader reader = Json.createReader(text)) {
            return reader.readObject();
        } catch (NoSuchFileException e) {
            throw new OcrException(OcrException.Kind.NOT_FOUND, "missing-file", "there is no file " + file, e);
        } catch (IOException | JsonException | IllegalStateException | NumberFormatException e) {
            throw new OcrException(
                    OcrException.Kind.BROKEN, "unreadable-file", file + " is not a readable JSON object: " + e.getMessage(), e);
        }
    }
}
