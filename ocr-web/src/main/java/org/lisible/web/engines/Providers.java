package org.lisible.web.engines;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;

import org.lisible.spi.OcrEngineProvider;

/**
 * What {@link ServiceLoader} finds behind one class loader, however broken some of it is.
 *
 * @param source {@code built-in}, or the name of the jar or folder
 * @param candidates those that could be made
 * @param failures why the others could not, one sentence each
 */
record Providers(String source, List<Candidate> candidates, List<String> failures) {

    /** After so many failures of one loader, the rest of it is not looked at. */
    static final int MOST_FAILURES = 20;

    Providers {
        candidates = List.copyOf(candidates);
        failures = List.copyOf(failures);
    }

    /**
     * Both steps of the iterator are guarded: {@code hasNext} throws for a broken services file, {@code next} for a
     * broken class, and after either the iterator goes on with the next provider.
     *
     * @param digest of what a provider was loaded from
     */
    static Providers of(ClassLoader loader, String source, Function<OcrEngineProvider, String> digest) {
        List<Candidate> candidates = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        Iterator<OcrEngineProvider> providers = ServiceLoader.load(OcrEngineProvider.class, loader).iterator();
        while (failures.size() < MOST_FAILURES) {
            try {
                if (!providers.hasNext()) {
                    break;
                }
                OcrEngineProvider provider = providers.next();
                candidates.add(introduce(provider, source, digest.apply(provider)));
            } catch (ServiceConfigurationError
                    | LinkageError
                    | RuntimeException
                    | AssertionError
                    | StackOverflowError
                    | OutOfMemoryError e) {
                failures.add(Reasons.of(e));
            }
        }
        return new Providers(source, candidates, failures);
    }

    private static Candidate introduce(OcrEngineProvider provider, String source, String digest) {
        String id = provider.id();
        String version = provider.version();
        return new Candidate(
                provider, id == null ? "" : id, version == null ? "" : version, provider.apiLevel(), source, digest);
    }
}
