package org.lisible.model;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonWriter;
import jakarta.json.JsonWriterFactory;
import jakarta.json.stream.JsonGenerator;

import org.lisible.OcrException;
import org.lisible.tensor.Safetensors;
import org.lisible.tensor.Tensor;

/** Writes a bundle as a whole or not at all: into a folder beside the wanted one, which then takes its name. */
public final class BundleWriter {

    private static final JsonWriterFactory PRETTY = Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true));

    /** How the model was trained and how well it reads. */
    public static final String METRICS = "metrics.json";

    /** The model card. */
    public static final String MODEL_CARD = "README.md";

    private BundleWriter() {}

    /**
     * @param folder made with its parents; a bundle that is there is replaced once the new one is complete
     * @param bundle its digest is computed anew from the file that is written
     * @param metrics how the model was trained and how well it reads, for {@code metrics.json}
     * @param modelCard Markdown for {@code README.md}
     * @return what {@link BundleReader#read} gives for the new folder
     * @throws OcrException of kind {@code BROKEN}: code {@code bundle-unwritable}, or what {@link BundleReader} says of a
     *     bundle whose parts do not fit together
     */
    public static ModelBundle write(Path folder, ModelBundle bundle, JsonObject metrics, String modelCard) {
        Path target = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(target.getParent());
            // Not a temporary directory of the JDK's: only its owner could read the bundle later.
            Path staged = Files.createDirectory(target.resolveSibling("." + target.getFileName() + "-" + UUID.randomUUID()));
            try {
                fill(staged, bundle, metrics, modelCard);
                BundleReader.read(staged);
                move(staged, target);
            } finally {
                delete(staged);
            }
        } catch (IOException e) {
            throw new OcrException(
                    OcrException.Kind.BROKEN, "bundle-unwritable", "the bundle " + target + " cannot be written: " + e, e);
        }
        return BundleReader.read(target);
    }

    private static void fill(Path folder, ModelBundle bundle, JsonObject metrics, String modelCard) throws IOException {
        Path weights = folder.resolve(BundleReader.WEIGHTS);
        Safetensors.write(weights, ordered(bundle));
        JsonObject manifest = Json.createObjectBuilder(ManifestJson.write(bundle.manifest()))
                .add("weights", Json.createObjectBuilder()
                        .add("file", BundleReader.WEIGHTS)
                        .add("sha256", BundleReader.sha256(weights)))
                .build();
        Files.writeString(folder.resolve(BundleReader.MANIFEST), pretty(manifest));
        if (!bundle.references().isEmpty()) {
            Reference.write(folder, bundle.references());
        }
        describe(folder, metrics, modelCard);
    }

    /**
     * Adds references to a bundle that is there, or puts them in the place of others; the model itself stays as it is.
     */
    public static void refer(Path folder, List<Reference> references) throws IOException {
        Path staged = Files.createTempDirectory(folder.toAbsolutePath().getParent(), ".references-");
        try {
            Reference.write(staged, references);
            Files.move(
                    staged.resolve(Reference.FILE), folder.resolve(Reference.FILE), StandardCopyOption.REPLACE_EXISTING);
        } finally {
            delete(staged);
        }
    }

    /**
     * Tells other things of a bundle that is there; the model itself stays as it is.
     *
     * @param metrics take the place of {@value #METRICS}
     * @param modelCard Markdown that takes the place of {@value #MODEL_CARD}
     */
    public static void describe(Path folder, JsonObject metrics, String modelCard) throws IOException {
        Files.writeString(folder.resolve(METRICS), pretty(metrics));
        Files.writeString(folder.resolve(MODEL_CARD), modelCard.endsWith("\n") ? modelCard : modelCard + "\n");
    }

    /** The weights in the order of the layers, so that the same numbers always make the same file. */
    private static SequencedMap<String, Tensor> ordered(ModelBundle bundle) {
        SequencedMap<String, Tensor> ordered = new LinkedHashMap<>();
        for (Layer layer : bundle.manifest().layers()) {
            for (String name : LayerTensors.of(layer).keySet()) {
                if (bundle.weights().containsKey(name)) {
                    ordered.put(name, bundle.weight(name));
                }
            }
        }
        return ordered;
    }

    private static String pretty(JsonObject json) {
        StringWriter text = new StringWriter();
        try (JsonWriter writer = PRETTY.createWriter(text)) {
            writer.writeObject(json);
        }
        return text.toString().strip() + "\n";
    }

    private static void move(Path staged, Path target) throws IOException {
        Path old = staged.resolveSibling(staged.getFileName() + "-old");
        if (Files.exists(target)) {
            Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
        }
        try {
            Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (Files.exists(old)) {
                Files.move(old, target, StandardCopyOption.ATOMIC_MOVE);
            }
            throw e;
        }
        delete(old);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> paths = Files.walk(folder)) {
            deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
