package org.lisible.web.engines;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.lisible.spi.EngineContext;
import org.lisible.spi.OcrEngineProvider;
import org.lisible.spi.Probe;

/**
 * Finds the built-in engines and those of the plug-in folder, settles who gets which id, and probes each. A plug-in takes
 * the place of a built-in engine of its id once its probe succeeds; between plug-ins the first by file name has it.
 */
public final class EngineDiscovery {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    private final Function<String, EngineContext> contexts;
    private final List<EngineEntry> entries = new ArrayList<>();
    private final Map<String, EngineEntry> ready = new HashMap<>();
    private final List<URLClassLoader> loaders = new ArrayList<>();

    private EngineDiscovery(Function<String, EngineContext> contexts) {
        this.contexts = requireNonNull(contexts, "contexts is null");
    }

    /**
     * @param builtIn the loader of the application's own classes; never the thread's context loader
     * @param pluginsFolder where to look for more; it may not exist
     * @param contexts what an engine of that id is lent
     * @return what was found; owns the class loaders of the plug-ins
     */
    public static EngineRegistry discover(
            ClassLoader builtIn, Optional<Path> pluginsFolder, Function<String, EngineContext> contexts) {
        EngineDiscovery discovery = new EngineDiscovery(contexts);
        pluginsFolder.ifPresent(folder -> discovery.lookInto(folder, new SpiWindow(builtIn)));
        discovery.take(Providers.of(builtIn, EngineEntry.BUILT_IN), EngineEntry.BUILT_IN);
        return new EngineRegistry(discovery.entries, discovery.loaders);
    }

    private void lookInto(Path folder, SpiWindow parent) {
        if (!Files.isDirectory(folder)) {
            entries.add(EngineEntry.failed(folder.toString(), "ocr.plugins.dir is not a folder: " + folder));
            return;
        }
        for (Path place : Plugin.in(folder)) {
            try {
                Plugin plugin = Plugin.load(place, parent);
                loaders.add(plugin.loader());
                take(plugin.providers(), plugin.source());
            } catch (IOException e) {
                entries.add(EngineEntry.failed(place.getFileName().toString(), e.getMessage()));
            } catch (RuntimeException | LinkageError e) {
                entries.add(EngineEntry.failed(place.getFileName().toString(), Reasons.of(e)));
            }
        }
    }

    private void take(Providers providers, String source) {
        providers.failures().forEach(reason -> entries.add(EngineEntry.failed(source, reason)));
        providers.candidates().forEach(candidate -> entries.add(judge(candidate)));
        boolean empty = providers.candidates().isEmpty() && providers.failures().isEmpty();
        if (empty && !source.equals(EngineEntry.BUILT_IN)) {
            entries.add(EngineEntry.failed(
                    source, "no engine in it: META-INF/services/" + OcrEngineProvider.class.getName() + " is missing"));
        }
    }

    private EngineEntry judge(Candidate candidate) {
        if (!ID.matcher(candidate.id()).matches()) {
            return EngineEntry.refused(
                    candidate, "the id \"" + candidate.id() + "\" is not made of a-z, 0-9 and -, 32 at most");
        }
        if (candidate.apiLevel() != OcrEngineProvider.API_LEVEL) {
            return EngineEntry.refused(
                    candidate,
                    "built for API level " + candidate.apiLevel() + "; this host has " + OcrEngineProvider.API_LEVEL);
        }
        EngineEntry holder = ready.get(candidate.id());
        if (holder != null && candidate.isBuiltIn()) {
            ready.put(candidate.id(), replacing(holder, candidate));
            return EngineEntry.refused(candidate, "replaced by " + holder.source());
        }
        if (holder != null) {
            return EngineEntry.refused(
                    candidate, "the id " + candidate.id() + " is already taken by " + holder.source());
        }
        EngineEntry entry = probe(candidate);
        if (entry.isReady()) {
            ready.put(candidate.id(), entry);
        }
        return entry;
    }

    private EngineEntry probe(Candidate candidate) {
        try {
            Probe probe = candidate.provider().probe(contexts.apply(candidate.id()));
            return probe.usable()
                    ? EngineEntry.ready(candidate, probe, "")
                    : EngineEntry.failed(candidate, probe.reason());
        } catch (RuntimeException | LinkageError | AssertionError e) {
            return EngineEntry.failed(candidate, "its probe threw: " + Reasons.of(e));
        }
    }

    private EngineEntry replacing(EngineEntry plugin, Candidate builtIn) {
        EngineEntry entry = new EngineEntry(
                plugin.id(),
                plugin.version(),
                plugin.state(),
                plugin.source(),
                plugin.reason(),
                plugin.device(),
                plugin.kernels(),
                (EngineEntry.BUILT_IN + " " + builtIn.version()).strip(),
                plugin.provider());
        entries.set(entries.indexOf(plugin), entry);
        return entry;
    }
}
