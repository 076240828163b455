package org.lisible.web.models;

import static java.util.Comparator.comparing;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;

import org.lisible.OcrException;
import org.lisible.model.BundleReader;
import org.lisible.model.ModelBundle;
import org.lisible.model.ModelFolders;

/** The models of some folders, each laid out as {@code id/version/model.json}. Read once; immutable. */
public final class ModelRepository {

    private static final System.Logger LOG = System.getLogger(ModelRepository.class.getName());

    private final List<ModelEntry> entries;

    private ModelRepository(List<ModelEntry> entries) {
        this.entries = List.copyOf(entries);
    }

    /**
     * Reads every bundle of the folders. A bundle of the same id and version in a later folder takes the place of one in
     * an earlier folder. Never throws for what is in the folders: a broken bundle is an entry with a reason.
     */
    public static ModelRepository read(List<Path> folders) {
        Map<String, ModelEntry> byName = new TreeMap<>();
        for (Path folder : folders) {
            for (Path id : foldersIn(folder)) {
                for (Path version : foldersIn(id)) {
                    ModelEntry entry = entry(id.getFileName().toString(), version);
                    byName.put(entry.name(), entry);
                }
            }
        }
        return new ModelRepository(byName.values().stream()
                .sorted(comparing(ModelEntry::id).thenComparing(ModelEntry::version, ModelFolders.BY_VERSION))
                .toList());
    }

    /** All models by id, then by version, the newest last. */
    public List<ModelEntry> entries() {
        return entries;
    }

    /**
     * The model of that name.
     *
     * @param name {@code id} for the newest version that is not broken, or {@code id/version}
     * @throws OcrException of kind {@code NOT_FOUND} if there is none, {@code UNAVAILABLE} if it is broken
     */
    public ModelEntry find(String name) {
        List<ModelEntry> named = entries.stream()
                .filter(entry -> entry.isCalled(name))
                .toList();
        if (named.isEmpty()) {
            throw new OcrException(
                    OcrException.Kind.NOT_FOUND,
                    "unknown-model",
                    "unknown model '" + name + "'; "
                            + (entries.isEmpty() ? "there is none" : "there are: " + String.join(", ", names())));
        }
        List<ModelEntry> ready = named.stream().filter(ModelEntry::isReady).toList();
        if (ready.isEmpty()) {
            ModelEntry broken = named.getLast();
            throw new OcrException(
                    OcrException.Kind.UNAVAILABLE,
                    "model-broken",
                    "model '" + broken.name() + "' is broken: " + broken.reason());
        }
        return ready.getLast();
    }

    /** The model that {@link #find} gives for that name, if it does. */
    public Optional<ModelEntry> among(String name) {
        return entries.stream().filter(ModelEntry::isReady).filter(entry -> entry.isCalled(name)).reduce((one, other) -> other);
    }

    /** The names under which models can be asked for. */
    public List<String> names() {
        return entries.stream().map(ModelEntry::name).toList();
    }

    private static ModelEntry entry(String id, Path folder) {
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
            return new ModelEntry(id, version, Optional.of(bundle), "", metrics(folder));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "model " + name + " is broken: " + e.getMessage());
            return new ModelEntry(id, version, Optional.empty(), reason(e, folder), JsonValue.EMPTY_JSON_OBJECT);
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
        } catch (IOException | JsonException e) {
            LOG.log(Level.WARNING, "cannot read " + file, e);
            return JsonValue.EMPTY_JSON_OBJECT;
        }
    }

    private static List<Path> foldersIn(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isDirectory)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot look into " + folder, e);
            return List.of();
        }
    }
}
