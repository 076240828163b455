package org.lisible.web.engines;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

import org.lisible.model.Manifest;
import org.lisible.spi.OcrEngineProvider;
import org.lisible.spi.Probe;

/**
 * One engine, or what was to be one, and what became of it.
 *
 * @param id what it calls itself; empty if it could not even say that
 * @param version its own version; empty if unknown
 * @param state what became of it
 * @param source {@code built-in}, or the name of its jar or folder in the plug-in folder
 * @param reason why it is not ready; empty if it is
 * @param device what it runs on; empty unless ready
 * @param kernels what computes, and why; empty unless ready
 * @param digest SHA-256 of what it was loaded from, in hexadecimal digits; empty unless ready, and where nobody can tell
 * @param replaces the version of the built-in engine whose place it took; empty if none
 * @param rejected the last plug-in that was to take its place and failed; empty if none, or if that is mended or gone
 * @param provider only if ready
 */
public record EngineEntry(
        String id,
        String version,
        EngineState state,
        String source,
        String reason,
        String device,
        String kernels,
        String digest,
        String replaces,
        Optional<Rejection> rejected,
        Optional<OcrEngineProvider> provider) {

    /** The source of an engine that travels in the application. */
    public static final String BUILT_IN = "built-in";

    public EngineEntry {
        requireNonNull(id, "id is null");
        requireNonNull(state, "state is null");
        requireNonNull(source, "source is null");
    }

    static EngineEntry ready(Candidate candidate, Probe probe) {
        return new EngineEntry(
                candidate.id(),
                candidate.version(),
                EngineState.READY,
                candidate.source(),
                "",
                probe.device(),
                probe.kernels(),
                candidate.digest(),
                "",
                Optional.empty(),
                Optional.of(candidate.provider()));
    }

    static EngineEntry refused(Candidate candidate, String reason) {
        return without(candidate.id(), candidate.version(), EngineState.REFUSED, candidate.source(), reason);
    }

    static EngineEntry failed(Candidate candidate, String reason) {
        return without(candidate.id(), candidate.version(), EngineState.FAILED, candidate.source(), reason);
    }

    static EngineEntry failed(String source, String reason) {
        return without("", "", EngineState.FAILED, source, reason);
    }

    private static EngineEntry without(String id, String version, EngineState state, String source, String reason) {
        return new EngineEntry(id, version, state, source, reason, "", "", "", "", Optional.empty(), Optional.empty());
    }

    EngineEntry replacing(Candidate builtIn) {
        return new EngineEntry(
                id, version, state, source, reason, device, kernels, digest, (BUILT_IN + " " + builtIn.version()).strip(), rejected,
                provider);
    }

    EngineEntry with(Optional<Rejection> rejection) {
        return new EngineEntry(
                id, version, state, source, reason, device, kernels, digest, replaces, rejection, provider);
    }

    EngineEntry sick(String why) {
        return without(id, version, EngineState.SICK, source, why);
    }

    EngineEntry unloaded() {
        return without(id, version, EngineState.REFUSED, source, "unloaded by an administrator; reload brings it back");
    }

    public boolean isReady() {
        return state == EngineState.READY;
    }

    public boolean isBuiltIn() {
        return source.equals(BUILT_IN);
    }

    /** Whether it is ready and lacks nothing that a model needs. */
    public boolean runs(Manifest manifest) {
        try {
            return provider.isPresent()
                    && provider.get().capabilities().missingFor(manifest).isEmpty();
        } catch (RuntimeException | LinkageError e) {
            return false;
        }
    }
}
