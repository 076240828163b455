package org.lisible.spi;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * What a host lends an engine. The engine brings no pool of its own, sets no system property, keeps no
 * {@code ThreadLocal} and never uses the common pool.
 *
 * @param executor runs pieces of a call side by side; pieces must not wait for each other
 * @param parallelism how many threads the engine may keep busy at once, at least 1; 1 means: stay on the caller's thread
 * @param scratch an existing folder for the engine's temporary files
 * @param settings the engine's own settings, such as {@code device=cpu}; unknown keys are ignored
 */
public record EngineContext(Executor executor, int parallelism, Path scratch, Map<String, String> settings) {

    public EngineContext {
        requireNonNull(executor, "executor is null");
        requireNonNull(scratch, "scratch is null");
        settings = Map.copyOf(settings);
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism is " + parallelism + ", not at least 1");
        }
    }

    /** A context for the caller's thread alone, with the JVM's temporary folder and no settings. */
    public static EngineContext singleThreaded() {
        return new EngineContext(Runnable::run, 1, Path.of(System.getProperty("java.io.tmpdir")), Map.of());
    }

    public String setting(String key, String otherwise) {
        return settings.getOrDefault(key, otherwise);
    }
}
