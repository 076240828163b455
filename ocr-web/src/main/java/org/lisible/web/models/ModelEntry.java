package org.lisible.web.models;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import org.lisible.model.Manifest;
import org.lisible.model.ModelBundle;

/**
 * One bundle, or what was to be one.
 *
 * @param id the model's id
 * @param version the model's version
 * @param bundle the bundle, unless it is broken
 * @param reason why it is broken; empty if it is not
 * @param rejected what is wrong with the folder that was to take its place; empty if nothing
 * @param metrics what {@code metrics.json} says; empty if there is none
 */
public record ModelEntry(
        String id, String version, Optional<ModelBundle> bundle, String reason, String rejected, JsonObject metrics) {

    public ModelEntry {
        requireNonNull(id, "id is null");
        requireNonNull(version, "version is null");
        requireNonNull(bundle, "bundle is null");
        requireNonNull(reason, "reason is null");
        requireNonNull(rejected, "rejected is null");
        requireNonNull(metrics, "metrics is null");
    }

    static ModelEntry broken(String id, String version, String reason) {
        return new ModelEntry(id, version, Optional.empty(), reason, "", JsonValue.EMPTY_JSON_OBJECT);
    }

    ModelEntry rejecting(String other) {
        return new ModelEntry(id, version, bundle, reason, other, metrics);
    }

    public boolean isReady() {
        return bundle.isPresent();
    }

    /** Whether it is sound and names the one character of an image. */
    public boolean readsCharacters() {
        return bundle.filter(sound -> sound.manifest().task().equals(Manifest.CHARACTER)).isPresent();
    }

    /** Whether that is its {@code id} or its {@code id/version}. */
    public boolean isCalled(String asked) {
        return asked.equals(id) || asked.equals(name());
    }

    /** {@code id/version}. */
    public String name() {
        return id + "/" + version;
    }
}
