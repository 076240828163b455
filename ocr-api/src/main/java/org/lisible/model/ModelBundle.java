package org.lisible.model;

import static java.util.Objects.requireNonNull;

import java.util.Map;

import org.lisible.tensor.Tensor;

/**
 * A model that was read and checked: every tensor that the layers need is there, has the right shape and only finite
 * values. Immutable; shared by all engines.
 *
 * @param manifest what the model is
 * @param weights tensors by full name, such as {@code conv1.weight}
 * @param digest {@code sha256:} and the hexadecimal digest of the weights file
 */
public record ModelBundle(Manifest manifest, Map<String, Tensor> weights, String digest) {

    public ModelBundle {
        requireNonNull(manifest, "manifest is null");
        weights = Map.copyOf(weights);
        requireNonNull(digest, "digest is null");
    }

    /** The tensor of that full name; its presence was checked when the bundle was read. */
    public Tensor weight(String name) {
        return requireNonNull(weights.get(name), () -> "no tensor " + name);
    }
}
