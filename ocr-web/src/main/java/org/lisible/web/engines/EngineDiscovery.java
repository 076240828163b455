package org.lisible.web.engines;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

import org.lisible.OcrException;
import org.lisible.spi.EngineContext;
import org.lisible.spi.OcrEngineProvider;

/**
 * Finds the built-in engines and those of the plug-in folder, and settles who has which id as plug-ins come, change and
 * go. A plug-in takes the place of a built-in engine of its id; a changed plug-in takes its own place; between plug-ins
 * the one that has the id keeps it, else the first by file name gets it. Whoever fails to take a place leaves it to the one
 * who had it. For one thread at a time; each step gives a new registry, and nothing that it replaces is closed before
 * {@link #release}.
 */
public final class EngineDiscovery {

    private final Providers builtIn;
    private final SpiWindow parent;
    private final Optional<Path> folder;
    private final Path copies;
    private final TimeLimit limit;
    private final Function<String, EngineContext> contexts;
    private final LoaderCensus census = new LoaderCensus();

    private final SortedMap<String, Plugin> plugins = new TreeMap<>();
    /** Sources of which nothing is loaded, and why. */
    private final SortedMap<String, List<EngineEntry>> idle = new TreeMap<>();
    private final Map<String, Rejection> rejections = new HashMap<>();
    private final List<Plugin> replaced = new ArrayList<>();
    /** Places that could not be read or copied, which says nothing about what is there. */
    private final Set<Path> unread = new HashSet<>();
    private Map<Candidate, EngineEntry> verdicts = new IdentityHashMap<>();
    private EngineRegistry registry = new EngineRegistry(List.of());

    /**
     * @param builtIn the loader of the application's own classes; never the thread's context loader
     * @param folder where to look for more; it may not exist
     * @param copies a folder for what is loaded
     * @param limit how long each plug-in may take to be made and probed
     * @param contexts what an engine of that id is lent
     */
    public EngineDiscovery(
            ClassLoader builtIn,
            Optional<Path> folder,
            Path copies,
            TimeLimit limit,
            Function<String, EngineContext> contexts) {
        this.builtIn = Providers.of(builtIn, EngineEntry.BUILT_IN, CodeDigest::ofBuiltIn);
        this.parent = new SpiWindow(builtIn);
        this.folder = requireNonNull(folder, "folder is null");
        this.copies = requireNonNull(copies, "copies is null");
        this.limit = requireNonNull(limit, "limit is null");
        this.contexts = requireNonNull(contexts, "contexts is null");
    }

    /** The jars and folders of the plug-in folder, by name; none if there is no such folder. */
    public List<Path> places() {
        return folder.filter(Files::isDirectory).map(Plugin::in).orElse(List.of());
    }

    /** Whether every jar of that place is one that can be opened, and not the first half of it. */
    public boolean isWhole(Path place) {
        return Plugin.isWhole(place);
    }

    /** Takes those places for the first time, believing the probes. */
    public EngineRegistry start(List<Path> places) {
        folder.filter(wanted -> !Files.isDirectory(wanted)).ifPresent(missing -> idle.put(
                missing.toString(),
                List.of(EngineEntry.failed(missing.toString(), "ocr.plugins.dir is not a folder: " + missing))));
        for (Path place : places) {
            try {
                Plugin plugin = load(place);
                plugins.put(plugin.source(), plugin);
            } catch (OcrException e) {
                String source = place.getFileName().toString();
                idle.put(source, List.of(EngineEntry.failed(source, e.getMessage())));
            }
        }
        return settled(Trial.NONE);
    }

    /**
     * Takes a plug-in as it now is: dropped, replaced or deleted. What fails leaves everything as it was, but for the
     * reason in the registry.
     *
     * @param place a jar, or a folder of jars
     * @param trial what it has to pass
     */
    public EngineRegistry take(Path place, Trial trial) {
        String source = place.getFileName().toString();
        boolean again = isUnread(place);
        folder.ifPresent(appeared -> idle.remove(appeared.toString()));
        if (!Files.exists(place)) {
            unread.remove(place);
            forget(source);
            return settled(trial);
        }
        try {
            Plugin incoming = load(place);
            try {
                replace(incoming, trial);
            } catch (Settlement.Refusal e) {
                replaced.add(incoming); // Engines of its trial may be open.
                reject(source, e.getMessage());
            }
        } catch (OcrException e) {
            if (again && isUnread(place)) {
                return registry; // which says so already
            }
            if (holdsAPlace(plugins.get(source))) {
                reject(source, e.getMessage());
            } else {
                forget(source);
                idle.put(source, List.of(EngineEntry.failed(source, e.getMessage())));
            }
        }
        return settled(trial);
    }

    /** Whether that place was not taken for a reason that is the machine's, such as a full disk, and may be another time. */
    public boolean isUnread(Path place) {
        return unread.contains(place);
    }

    /** Takes the plug-in of that engine anew, though it may not have changed; a built-in engine is probed and tried anew. */
    public EngineRegistry reload(EngineEntry engine, Trial trial) {
        if (!engine.isBuiltIn()) {
            return take(folder.orElseThrow().resolve(engine.source()), trial);
        }
        verdicts.keySet().removeIf(candidate -> candidate.isBuiltIn() && candidate.id().equals(engine.id()));
        return settled(trial);
    }

    /** Unloads the plug-in of that engine until it changes or is reloaded. */
    public EngineRegistry unload(EngineEntry engine, Trial trial) {
        Plugin plugin = plugins.get(engine.source());
        forget(engine.source());
        idle.put(
                engine.source(),
                plugin.providers().candidates().stream()
                        .map(candidate -> EngineEntry.refused(candidate, "").unloaded())
                        .toList());
        return settled(trial);
    }

    /** Takes the id from an engine that does not do its work. */
    public EngineRegistry sick(EngineEntry engine, String reason, Trial trial) {
        verdicts.replaceAll(
                (candidate, entry) -> entry.provider().equals(engine.provider()) ? entry.sick(reason) : entry);
        return settled(trial);
    }

    /** What was replaced or unloaded since the last time: to be closed once no engine of it is open. */
    public Runnable release() {
        List<Plugin> closing = List.copyOf(replaced);
        replaced.clear();
        return () -> closing.forEach(Plugin::close);
    }

    /** Lets go of all plug-ins. No engine may be open. */
    public void close() {
        plugins.values().forEach(Plugin::close);
        plugins.clear();
    }

    /** How many class loaders of that source the JVM has not collected. */
    public int loadersAlive(String source) {
        return census.alive(source);
    }

    private Plugin load(Path place) {
        String source = place.getFileName().toString();
        unread.remove(place);
        try {
            Plugin plugin = Plugin.load(place, copies, parent, limit);
            census.born(source, plugin.loader());
            if (plugin.providers().candidates().isEmpty()) {
                plugin.close();
                throw broken(whyEmpty(plugin.providers().failures()));
            }
            return plugin;
        } catch (IOException e) {
            unread.add(place);
            throw broken(e.getMessage());
        } catch (OcrException e) {
            throw e;
        } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
            throw broken(Reasons.of(e));
        }
    }

    private static String whyEmpty(List<String> failures) {
        return switch (failures.size()) {
            case 0 -> "no engine in it: META-INF/services/" + OcrEngineProvider.class.getName() + " is missing";
            case 1 -> failures.getFirst();
            default -> failures.getFirst() + " (and " + (failures.size() - 1) + " more)";
        };
    }

    private static OcrException broken(String reason) {
        return new OcrException(OcrException.Kind.BROKEN, "plugin-broken", reason);
    }

    /** The plug-in instead of the one of its name, unless it fails where that one did not. */
    private void replace(Plugin incoming, Trial trial) throws Settlement.Refusal {
        Plugin predecessor = plugins.get(incoming.source());
        Map<String, Plugin> present = new TreeMap<>(plugins);
        present.put(incoming.source(), incoming);
        Set<String> owed = new HashSet<>();
        if (holdsAPlace(predecessor)) {
            predecessor.providers().candidates().stream().filter(this::isReady).forEach(held -> owed.add(held.id()));
        }
        Settlement settlement = settle(present.values(), incoming.source(), owed, trial);
        verdicts = settlement.verdicts();
        forget(incoming.source());
        plugins.put(incoming.source(), incoming);
    }

    private EngineRegistry settled(Trial trial) {
        try {
            Settlement settlement = settle(plugins.values(), "", Set.of(), trial);
            verdicts = settlement.verdicts();
            noteFailures(settlement.entries());
            List<EngineEntry> entries = new ArrayList<>(settlement.entries());
            dropUseless(entries);
            entries.removeIf(entry -> idle.containsKey(entry.source()));
            idle.values().forEach(entries::addAll);
            EngineRegistry next = new EngineRegistry(entries.stream().map(this::withRejection).toList());
            next.logNews(registry);
            registry = next;
            return next;
        } catch (Settlement.Refusal e) {
            throw new IllegalStateException("nothing was owed", e);
        }
    }

    /** Judged first are those who are owed their place, then those who have one, then the rest by name, built-in ones last. */
    private Settlement settle(Collection<Plugin> present, String incoming, Set<String> owed, Trial trial)
            throws Settlement.Refusal {
        List<Candidate> candidates =
                present.stream().flatMap(plugin -> plugin.providers().candidates().stream()).toList();
        Settlement settlement = new Settlement(verdicts, contexts, limit, trial, owed);
        List<List<Candidate>> ranks = List.of(
                candidates.stream().filter(one -> one.source().equals(incoming) && owed.contains(one.id())).toList(),
                candidates.stream().filter(this::isReady).toList(),
                candidates.stream().filter(one -> !isReady(one)).toList(),
                builtIn.candidates());
        Set<Candidate> judged = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Candidate candidate : ranks.stream().flatMap(List::stream).toList()) {
            if (judged.add(candidate)) {
                settlement.judge(candidate);
            }
        }
        Stream.concat(Stream.of(builtIn), present.stream().map(Plugin::providers)).forEach(settlement::addFailures);
        return settlement;
    }

    private boolean isReady(Candidate candidate) {
        return verdicts.containsKey(candidate) && verdicts.get(candidate).isReady();
    }

    private boolean holdsAPlace(Plugin plugin) {
        return plugin != null && plugin.providers().candidates().stream().anyMatch(this::isReady);
    }

    /** Keeps no classes of plug-ins that have nothing to wait for. */
    private void dropUseless(List<EngineEntry> entries) {
        for (Plugin plugin : List.copyOf(plugins.values())) {
            List<EngineEntry> own =
                    entries.stream().filter(entry -> entry.source().equals(plugin.source())).toList();
            if (own.stream().noneMatch(entry -> entry.isReady() || isTaken(entry, entries))) {
                plugins.remove(plugin.source());
                plugin.providers().candidates().forEach(verdicts::remove);
                replaced.add(plugin);
                idle.put(plugin.source(), own);
            }
        }
    }

    private static boolean isTaken(EngineEntry refused, List<EngineEntry> entries) {
        return refused.state() == EngineState.REFUSED
                && entries.stream().anyMatch(entry -> entry.isReady() && entry.id().equals(refused.id()));
    }

    private void forget(String source) {
        Plugin plugin = plugins.remove(source);
        if (plugin != null) {
            replaced.add(plugin);
        }
        idle.remove(source);
        rejections.remove(source);
    }

    private void reject(String source, String reason) {
        rejections.put(source, new Rejection("", source, reason, Instant.now()));
    }

    /** A plug-in that failed to take another's place is that one's rejection. */
    private void noteFailures(List<EngineEntry> entries) {
        for (EngineEntry failed : entries) {
            boolean unfit = failed.state() == EngineState.FAILED || failed.state() == EngineState.SICK;
            if (unfit && !failed.id().isEmpty() && !failed.isBuiltIn()) {
                rejections.computeIfAbsent(
                        failed.source(), source -> new Rejection(failed.id(), source, failed.reason(), Instant.now()));
            }
        }
    }

    private EngineEntry withRejection(EngineEntry entry) {
        return entry.isReady()
                ? entry.with(rejections.values().stream()
                        .filter(rejection -> rejection.source().equals(entry.source()) || rejection.id().equals(entry.id()))
                        .max(Comparator.comparing(Rejection::at)))
                : entry;
    }
}
