package org.lisible.web.models;

import java.util.List;
import java.util.Optional;

import org.lisible.OcrException;

/** The models there are at one moment. Immutable. */
public final class ModelRepository {

    private final List<ModelEntry> entries;

    ModelRepository(List<ModelEntry> entries) {
        this.entries = List.copyOf(entries);
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
}
