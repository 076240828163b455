package org.lisible.web.models;

import static java.util.Comparator.comparing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.lisible.OcrException;
import org.lisible.model.ModelBundle;
import org.lisible.model.ModelFolders;

/**
 * Finds the bundles of some folders, each laid out as {@code id/version/model.json}, as they come, change and go. A bundle of
 * the same id and version in a later folder takes the place of one in an earlier folder; a broken one takes no good one's
 * place. For one thread at a time; each step gives a new repository.
 */
public final class ModelDiscovery {

    private final List<Path> folders;
    private final Map<Path, ModelEntry> found = new HashMap<>();

    public ModelDiscovery(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    /** The folders of all versions of all models; those that are hidden are not among them. */
    public List<Path> places() {
        return folders.stream()
                .flatMap(folder -> foldersIn(folder).stream())
                .flatMap(id -> foldersIn(id).stream())
                .toList();
    }

    /** Takes those places for the first time. */
    public ModelRepository start(List<Path> places) {
        places.forEach(place -> found.put(place, BundleFolder.read(place)));
        return repository();
    }

    /**
     * Takes a bundle as it now is: dropped, replaced or deleted.
     *
     * @param trial throws an {@link OcrException} if a bundle that is sound is not to be taken all the same
     */
    public ModelRepository take(Path place, Consumer<ModelBundle> trial) {
        if (Files.isDirectory(place)) {
            found.merge(place, tried(place, trial), ModelDiscovery::better);
        } else {
            found.remove(place);
        }
        return repository();
    }

    private static ModelEntry tried(Path place, Consumer<ModelBundle> trial) {
        ModelEntry entry = BundleFolder.read(place);
        try {
            entry.bundle().ifPresent(trial);
            return entry;
        } catch (OcrException e) {
            return ModelEntry.broken(entry.id(), entry.version(), e.getMessage());
        }
    }

    private static ModelEntry better(ModelEntry before, ModelEntry now) {
        return before.isReady() && !now.isReady() ? before.rejecting(now.reason()) : now;
    }

    private ModelRepository repository() {
        Map<String, ModelEntry> byName = new TreeMap<>();
        for (Path folder : folders) {
            found.entrySet().stream()
                    .filter(entry -> entry.getKey().getParent().getParent().equals(folder))
                    .forEach(entry -> byName.merge(entry.getValue().name(), entry.getValue(), ModelDiscovery::better));
        }
        return new ModelRepository(byName.values().stream()
                .sorted(comparing(ModelEntry::id).thenComparing(ModelEntry::version, ModelFolders.BY_VERSION))
                .toList());
    }

    /** @throws UncheckedIOException if it is there but cannot be listed */
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
            throw new UncheckedIOException(e);
        }
    }
}
