package org.lisible.spi;

import org.lisible.OcrException;
import org.lisible.model.ModelBundle;

/**
 * What {@link java.util.ServiceLoader} finds in a plug-in: a description of an engine and the way to open one.
 *
 * <p>Discovery: a public class with a public constructor without parameters, named in
 * {@code META-INF/services/org.lisible.spi.OcrEngineProvider}. The constructor does nothing: no native library, no file,
 * no thread. Everything risky belongs into {@link #probe}. Hosts call a provider from any thread; it keeps no state.
 */
public interface OcrEngineProvider {

    /** The level of this SPI. A host refuses a plug-in that was built for another one. */
    int API_LEVEL = 1;

    /** Short name, {@code [a-z][a-z0-9-]{0,31}}; used in URLs, logs and configuration. */
    String id();

    /** The {@link #API_LEVEL} the plug-in was compiled against. Return the constant. */
    int apiLevel();

    /** The engine's own version, for people. */
    String version();

    /** What the engine can run. */
    Capabilities capabilities();

    /**
     * Finds out whether the engine can work on this machine: loads native libraries, looks for CPU features. Reports
     * instead of throwing. May take seconds, may be called again.
     */
    Probe probe(EngineContext context);

    /**
     * Loads a model.
     *
     * @param bundle a checked bundle that {@link Capabilities#missingFor} finds nothing wrong with
     * @param context lent for the engine's whole life
     * @return an engine that answers at once; warming up is the host's
     * @throws OcrException of kind {@code BROKEN} if the model cannot be run
     */
    OcrEngine open(ModelBundle bundle, EngineContext context);

    /**
     * Called once when the host lets go of the plug-in, after all its engines were closed; the provider is not used again.
     * Ends and takes back what would keep the plug-in's classes in memory: threads, shutdown hooks, entries in registries of
     * the JVM. Never throws. Most engines have nothing to do here.
     */
    default void unload() {}
}
