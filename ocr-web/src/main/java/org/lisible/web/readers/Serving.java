package org.lisible.web.readers;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

import org.lisible.spi.OcrEngineProvider;
import org.lisible.web.engines.EngineEntry;
import org.lisible.web.engines.EngineRegistry;
import org.lisible.web.models.ModelRepository;

/**
 * All that serves at one moment. Immutable: when an engine or a model comes or goes, another one takes its place as a
 * whole, and requests that began with this one end with it.
 *
 * @param engines what was found
 * @param models what was found
 * @param open the ready engines, by provider
 */
record Serving(EngineRegistry engines, ModelRepository models, Map<OcrEngineProvider, OpenEngine> open) {

    Serving {
        requireNonNull(engines, "engines is null");
        requireNonNull(models, "models is null");
        Map<OcrEngineProvider, OpenEngine> copy = new IdentityHashMap<>(open);
        open = Collections.unmodifiableMap(copy);
    }

    /** What is open on that engine; empty unless it is ready. */
    Optional<OpenEngine> on(EngineEntry engine) {
        return engine.provider().map(open::get);
    }

    /** What is open on the engine of that id. */
    Optional<OpenEngine> holder(String id) {
        return engines.holder(id).flatMap(this::on);
    }
}
