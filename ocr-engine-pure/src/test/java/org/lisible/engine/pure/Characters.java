package org.lisible.engine.pure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import jakarta.json.Json;
import jakarta.json.JsonReader;

import org.lisible.model.ManifestJson;
import org.lisible.model.ModelBundle;
import org.lisible.spi.TestBundles;

/** The character networks of {@code docs/manifests} with random weights. */
public final class Characters {

    private Characters() {}

    public static ModelBundle cnn() {
        return bundle("characters-cnn");
    }

    public static ModelBundle resnet() {
        return bundle("characters-resnet");
    }

    public static ModelBundle linear() {
        return bundle("characters-linear");
    }

    private static ModelBundle bundle(String id) {
        Path manifests = Path.of("docs", "manifests");
        // Tests run in the module's folder, benchmarks at the top of the project.
        Path folder = Files.exists(manifests) ? manifests : Path.of("..").resolve(manifests);
        try (JsonReader reader = Json.createReader(Files.newBufferedReader(folder.resolve(id + ".json")))) {
            return TestBundles.random(ManifestJson.read(reader.readObject()), 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
