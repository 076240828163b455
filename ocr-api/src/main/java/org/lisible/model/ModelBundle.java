package org.lisible.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

import org.lisible.tensor.Tensor;

/**
 * A model that was read and checked: every tensor that the layers need is there, has the right shape and only finite
 * values. Immutable; shared by all engines.
 *
 * @param manifest what the model is
 * @param weights tensors by full name, such as {@code conv1.weight}
 * @param digest {@code sha256:} and the hexadecimal digest of the weights file
 * @param references what the network puts out for a few inputs; may be empty
 */
public record ModelBundle(
        Manifest manifest, Map<String, Tensor> weights, String digest, List<Reference> references) {

    public ModelBundle {
        requireNonNull(manifest, "manifest is null");
        weights = Map.copyOf(weights);
        requireNonNull(digest, "digest is null");
        references = List.copyOf(references);
    }

    /** Without references. */
    public ModelBundle(Manifest manifest, Map<String, Tensor> weights, String digest) {
        this(manifest, weights, digest, List.of());
    }

    public ModelBundle with(List<Reference> others) {
        return new ModelBundle(manifest, weights, digest, others);
    }

    /** The tensor of that full name; its presence was checked when the bundle was read. */
    public Tensor weight(String name) {
        return requireNonNull(weights.get(name), () -> "no tensor " + name);
    }
}
