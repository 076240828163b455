package org.lisible.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.lisible.model.Layer;
import org.lisible.model.Manifest;

/**
 * The names that an engine or trainer can handle; each is an open set.
 *
 * @param tasks such as {@code text-line}
 * @param decoders such as {@code ctc}
 * @param layers layer types such as {@code conv2d}
 */
public record Capabilities(Set<String> tasks, Set<String> decoders, Set<String> layers) {

    public Capabilities {
        tasks = Set.copyOf(tasks);
        decoders = Set.copyOf(decoders);
        layers = Set.copyOf(layers);
    }

    /** What a model needs and is not here, one sentence each; empty if the model can be run. */
    public List<String> missingFor(Manifest manifest) {
        List<String> missing = new ArrayList<>();
        if (!tasks.contains(manifest.task())) {
            missing.add("task " + manifest.task() + "; there are: " + sorted(tasks));
        }
        if (!decoders.contains(manifest.decoder().type())) {
            missing.add("decoder " + manifest.decoder().type() + "; there are: " + sorted(decoders));
        }
        manifest.everyLayer()
                .map(Layer::type)
                .distinct()
                .filter(type -> !layers.contains(type))
                .forEach(type -> missing.add("layer " + type + "; there are: " + sorted(layers)));
        return missing;
    }

    private static String sorted(Set<String> names) {
        return String.join(", ", names.stream().sorted().toList());
    }
}
