package org.lisible.cli;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;

import org.lisible.OcrException;
import org.lisible.model.Manifest;
import org.lisible.spi.Capabilities;
import org.lisible.spi.EngineContext;
import org.lisible.spi.OcrEngineProvider;
import org.lisible.spi.Probe;
import org.lisible.spi.training.OcrTrainerProvider;

/** The engines and trainers on the class path. */
final class Plugins {

    /** A loader that keeps failing without moving on is left after so many errors. */
    private static final int MOST_FAILURES = 100;

    private Plugins() {}

    static List<OcrEngineProvider> engines() {
        return found(OcrEngineProvider.class);
    }

    /** The engine of that name, if it can run the model on this machine. */
    static OcrEngineProvider engine(String id, Manifest manifest, EngineContext context) {
        OcrEngineProvider engine = named(id, "engine", engines(), OcrEngineProvider::id);
        requireUsable("engine " + id, engine.capabilities(), manifest, engine.probe(context));
        return engine;
    }

    /** The trainer of that name, if it can train the model on this machine. */
    static OcrTrainerProvider trainer(String id, Manifest manifest, EngineContext context) {
        OcrTrainerProvider trainer = named(id, "trainer", found(OcrTrainerProvider.class), OcrTrainerProvider::id);
        requireUsable("trainer " + id, trainer.capabilities(), manifest, trainer.probe(context));
        return trainer;
    }

    private static void requireUsable(String what, Capabilities capabilities, Manifest manifest, Probe probe) {
        List<String> missing = capabilities.missingFor(manifest);
        if (!missing.isEmpty()) {
            throw new OcrException(
                    OcrException.Kind.INVALID,
                    "engine-cannot-run-model",
                    what + " cannot handle " + manifest.name() + ": it knows no " + String.join("; no ", missing));
        }
        if (!probe.usable()) {
            throw new OcrException(OcrException.Kind.UNAVAILABLE, "engine-unusable", what + " is unusable: " + probe.reason());
        }
    }

    private static <P> P named(String id, String what, List<P> providers, Function<P, String> idOf) {
        return providers.stream()
                .filter(provider -> idOf.apply(provider).equals(id))
                .findFirst()
                .orElseThrow(() -> new OcrException(
                        OcrException.Kind.NOT_FOUND,
                        "unknown-" + what,
                        "unknown " + what + " \"" + id + "\"; there are: "
                                + String.join(", ", providers.stream().map(idOf).sorted().toList())));
    }

    /** Goes on behind a provider that cannot be loaded: one broken jar harms no other. */
    private static <P> List<P> found(Class<P> service) {
        List<P> providers = new ArrayList<>();
        Iterator<P> iterator = ServiceLoader.load(service, Plugins.class.getClassLoader()).iterator();
        for (int failures = 0; failures < MOST_FAILURES; ) {
            try {
                if (!iterator.hasNext()) {
                    break;
                }
                providers.add(iterator.next());
            } catch (ServiceConfigurationError | LinkageError e) {
                failures++;
                System.err.println("warning: a plug-in was left out: " + e);
            }
        }
        return providers;
    }
}
