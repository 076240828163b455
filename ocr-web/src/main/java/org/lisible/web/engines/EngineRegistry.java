package org.lisible.web.engines;

import static java.util.Comparator.comparing;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;

import org.lisible.OcrException;

/** The engines that were found, built-in ones first, then by file name. Immutable. */
public final class EngineRegistry {

    private static final System.Logger LOG = System.getLogger(EngineRegistry.class.getName());

    private final List<EngineEntry> entries;

    EngineRegistry(List<EngineEntry> entries) {
        this.entries = entries.stream()
                .sorted(comparing((EngineEntry entry) -> !entry.isBuiltIn()).thenComparing(EngineEntry::source))
                .toList();
    }

    /** All that was found, whatever became of it. */
    public List<EngineEntry> entries() {
        return entries;
    }

    /** Those that can open models. */
    public List<EngineEntry> ready() {
        return entries.stream().filter(EngineEntry::isReady).toList();
    }

    /** The ids of {@link #ready}. */
    public List<String> readyIds() {
        return ready().stream().map(EngineEntry::id).sorted().toList();
    }

    /**
     * The ready engine of that id.
     *
     * @throws OcrException of kind {@code NOT_FOUND} if there is none of that id, {@code UNAVAILABLE} if it is not ready
     */
    public EngineEntry find(String id) {
        List<EngineEntry> claims =
                entries.stream().filter(entry -> entry.id().equals(id)).toList();
        return claims.stream().filter(EngineEntry::isReady).findFirst().orElseThrow(() -> missing(id, claims));
    }

    /** The ready engine of that id, if there is one. */
    public Optional<EngineEntry> holder(String id) {
        return ready().stream().filter(entry -> entry.id().equals(id)).findFirst();
    }

    /** What a request is told that leaves the choice of the engine to a server that has none. */
    public OcrException noneReady() {
        String found = entries.stream()
                .map(entry -> entry.source() + " (" + entry.reason() + ")")
                .reduce((one, other) -> one + ", " + other)
                .orElse("none");
        return new OcrException(
                OcrException.Kind.UNAVAILABLE, "no-engine", "no engine is ready to read; found: " + found);
    }

    private OcrException missing(String id, List<EngineEntry> claims) {
        String ready = readyIds().isEmpty() ? "there is none" : "there are: " + String.join(", ", readyIds());
        if (claims.isEmpty()) {
            return new OcrException(
                    OcrException.Kind.NOT_FOUND, "unknown-engine", "unknown engine '" + id + "'; " + ready);
        }
        EngineEntry claim = claims.getLast();
        return new OcrException(
                OcrException.Kind.UNAVAILABLE,
                "engine-not-ready",
                "engine '" + id + "' from " + claim.source() + " is not ready: " + claim.reason() + "; " + ready);
    }

    /** Logs what was not there before. */
    void logNews(EngineRegistry before) {
        entries.stream().filter(entry -> !before.entries.contains(entry)).forEach(EngineRegistry::log);
    }

    private static void log(EngineEntry entry) {
        String name = entry.id().isEmpty()
                ? "plug-in " + entry.source() + " "
                : "engine " + entry.id() + " " + entry.version() + " from " + entry.source() + " ";
        if (entry.isReady()) {
            String replaces = entry.replaces().isEmpty() ? "" : "; replaces the " + entry.replaces();
            LOG.log(Level.INFO, name + "is ready on " + entry.device() + ", " + entry.kernels() + replaces);
            entry.rejected().ifPresent(rejection -> LOG.log(
                    Level.WARNING, name + "stays; " + rejection.source() + " was rejected: " + rejection.reason()));
        } else {
            LOG.log(Level.WARNING, name + entry.state().label() + ": " + entry.reason());
        }
    }
}
