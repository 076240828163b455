package org.lisible.web.readers;

import static java.util.Objects.requireNonNull;

import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.lisible.OcrException;
import org.lisible.model.ModelBundle;
import org.lisible.spi.EngineContext;
import org.lisible.spi.OcrEngineProvider;
import org.lisible.web.engines.EngineDiscovery;
import org.lisible.web.engines.EngineEntry;
import org.lisible.web.engines.EngineRegistry;
import org.lisible.web.engines.TimeLimit;
import org.lisible.web.engines.Trial;
import org.lisible.web.files.Looks;
import org.lisible.web.metrics.EngineMetrics;
import org.lisible.web.models.ModelDiscovery;
import org.lisible.web.models.ModelEntry;
import org.lisible.web.models.ModelRepository;
import org.lisible.web.settings.Settings;

/**
 * Puts engines and models in each other's place while requests run: the new one is opened, warmed up and, if it is an
 * engine, compared with the old one; then all that serves is replaced at once; the old one is closed when nobody reads with
 * it any more, and last its classes are let go. One exchange at a time; whoever reads waits for none.
 */
final class Exchange {

    private static final System.Logger LOG = System.getLogger(Exchange.class.getName());

    private final Settings settings;
    private final Threads threads;
    private final EngineMetrics metrics;
    private final TimeLimit limit;
    private final EngineDiscovery discovery;
    private final Function<String, EngineContext> contexts;
    private final Supplier<Optional<ModelEntry>> usualModel;
    private final ModelDiscovery bundles;
    private final Looks plugins;
    private final Looks models;
    private final Duration patience;
    private final Map<String, LongAdder> hung = new ConcurrentHashMap<>();
    private volatile Serving serving;

    /**
     * @param copies a folder for what is loaded of plug-ins
     * @param modelFolders where models lie, later ones before earlier ones
     * @param contexts what an engine of that id is lent
     * @param usualModel what a new engine proves itself on
     */
    Exchange(
            Settings settings,
            Threads threads,
            EngineMetrics metrics,
            Path copies,
            List<Path> modelFolders,
            Function<String, EngineContext> contexts,
            Supplier<Optional<ModelEntry>> usualModel) {
        this.settings = requireNonNull(settings, "settings is null");
        this.threads = requireNonNull(threads, "threads is null");
        this.metrics = requireNonNull(metrics, "metrics is null");
        this.contexts = requireNonNull(contexts, "contexts is null");
        this.usualModel = requireNonNull(usualModel, "usualModel is null");
        limit = new TimeLimit(threads.batches(), settings.plugins().patience());
        discovery = new EngineDiscovery(
                Exchange.class.getClassLoader(), settings.pluginsFolder(), copies, limit, contexts);
        plugins = new Looks(discovery::places, discovery::isWhole);
        bundles = new ModelDiscovery(modelFolders);
        models = new Looks(bundles::places, place -> true);
        // Nobody has a reader for longer than a request may last.
        patience = settings.limits().time().plusSeconds(1);
    }

    /** Takes all that is there, whole or not. */
    synchronized void start() {
        List<Path> places = plugins.first();
        serve(discovery.start(places), bundles.start(models.first()), new IdentityHashMap<>());
        places.forEach(this::lookAgain);
    }

    private void lookAgain(Path place) {
        if (discovery.isUnread(place)) {
            plugins.forget(place);
        }
    }

    /** What serves now; null before {@link #start}. */
    Serving serving() {
        return serving;
    }

    /** How many calls of that engine did not return. */
    long hung(String engine) {
        LongAdder calls = hung.get(engine);
        return calls == null ? 0 : calls.sum();
    }

    /** How many class loaders of that plug-in the JVM has not collected. */
    int loadersAlive(String source) {
        return discovery.loadersAlive(source);
    }

    /** Takes what came, changed or went. False if something is about to, so that another look should come soon. */
    synchronized boolean look() {
        for (Path place : plugins.changes()) {
            if (!discovery.isUnread(place)) {
                LOG.log(Level.INFO, "the plug-in " + place.getFileName() + " came, changed or went");
            }
            exchange(trial -> discovery.take(place, trial));
            lookAgain(place);
        }
        for (Path place : models.changes()) {
            LOG.log(Level.INFO, "the model " + place + " came, changed or went");
            serve(serving.engines(), bundles.take(place, this::tryModel), new IdentityHashMap<>());
        }
        return plugins.isSettled() && models.isSettled();
    }

    /** Opens a model wherever the one is open whose place it takes; an engine may say that it cannot run it, but not fail. */
    private void tryModel(ModelBundle model) {
        List<ModelBundle> before = Stream.of(model.manifest().id(), model.manifest().name())
                .flatMap(name -> serving.models().among(name).flatMap(ModelEntry::bundle).stream())
                .toList();
        for (OpenEngine engine : serving.open().values()) {
            if (before.stream().anyMatch(known -> engine.openReader(known).isPresent())) {
                try {
                    engine.reader(model, settings.plugins().patience().plus(patience));
                } catch (OcrException e) {
                    if (e.kind() != OcrException.Kind.INVALID) {
                        throw e;
                    }
                }
            }
        }
    }

    /**
     * Loads an engine anew.
     *
     * @throws OcrException of kind {@code NOT_FOUND} if there is none of that id, {@code BROKEN} if it fails; the one that
     *     served before then serves on
     */
    synchronized EngineEntry reload(String id) {
        EngineEntry engine = claim(id);
        if (engine.isBuiltIn() && engine.isReady()) {
            Trials trials = new Trials();
            trials.pass(engine);
            serve(serving.engines(), serving.models(), trials.fresh);
        } else {
            exchange(trial -> discovery.reload(engine, trial));
        }
        EngineEntry now = serving.engines().find(id);
        now.rejected().ifPresent(rejection -> {
            throw new OcrException(
                    OcrException.Kind.BROKEN,
                    "engine-rejected",
                    rejection.source() + " was rejected: " + rejection.reason() + "; engine '" + id + "' from " + now.source()
                            + " serves on");
        });
        return now;
    }

    /**
     * Unloads the plug-in of an engine until its file changes or it is reloaded; a built-in engine of that id comes back.
     *
     * @throws OcrException of kind {@code NOT_FOUND} if there is none of that id, {@code INVALID} if it is built in
     */
    synchronized void unload(String id) {
        EngineEntry engine = claim(id);
        if (engine.isBuiltIn()) {
            throw new OcrException(
                    OcrException.Kind.INVALID,
                    "engine-built-in",
                    "engine '" + id + "' travels in the application and cannot be unloaded");
        }
        exchange(trial -> discovery.unload(engine, trial));
    }

    private EngineEntry claim(String id) {
        EngineRegistry engines = serving.engines();
        return engines.holder(id).orElseGet(() -> engines.entries().stream()
                .filter(entry -> entry.id().equals(id))
                .reduce((one, other) -> other)
                .orElseGet(() -> engines.find(id)));
    }

    /**
     * Looks for calls that do not return. An engine with such a call is replaced by a fresh instance of it, and when that
     * hangs too, by whoever else claims its id.
     */
    void tend() {
        for (OpenEngine engine : serving.open().values()) {
            int calls = engine.writeOffHung(settings.queue().hung());
            if (calls > 0) {
                hung.computeIfAbsent(engine.entry().id(), id -> new LongAdder()).add(calls);
                metrics.sick(engine.entry().id());
                replaceHung(engine);
            }
        }
    }

    private synchronized void replaceHung(OpenEngine engine) {
        EngineEntry entry = engine.entry();
        if (serving.open().get(entry.provider().orElseThrow()) != engine) {
            return;
        }
        if (engine.isRenewed()) {
            giveUp(entry, "it did not return from reading, and a fresh instance of it did not either");
            return;
        }
        LOG.log(Level.WARNING, "engine " + entry.id() + " from " + entry.source()
                + " does not return from reading; a fresh instance takes its place");
        OpenEngine fresh = open(entry, true);
        engine.models().forEach(fresh::begin);
        serve(serving.engines(), serving.models(), identity(entry, fresh));
        threads.batches().execute(() -> confirm(fresh));
    }

    private void confirm(OpenEngine fresh) {
        try {
            fresh.models().forEach(model -> fresh.reader(model, settings.plugins().patience().plus(patience)));
        } catch (OcrException e) {
            synchronized (this) {
                if (serving.on(fresh.entry()).filter(fresh::equals).isPresent() && e.kind() == OcrException.Kind.BROKEN) {
                    giveUp(fresh.entry(), "it did not return from reading, and then: " + e.getMessage());
                }
            }
        }
    }

    private void giveUp(EngineEntry entry, String reason) {
        LOG.log(Level.ERROR, "engine " + entry.id() + " from " + entry.source() + " is sick: " + reason);
        exchange(trial -> discovery.sick(entry, reason, trial));
    }

    private void exchange(Function<Trial, EngineRegistry> step) {
        Trials trials = new Trials();
        EngineRegistry next = step.apply(trials);
        serve(next, serving.models(), trials.fresh);
    }

    /** Switches, and sees to it that what is replaced is closed when nobody needs it any more. */
    private void serve(EngineRegistry engines, ModelRepository models, Map<OcrEngineProvider, OpenEngine> fresh) {
        Map<OcrEngineProvider, OpenEngine> before = serving == null ? Map.of() : serving.open();
        Map<OcrEngineProvider, OpenEngine> open = new IdentityHashMap<>();
        for (EngineEntry entry : engines.ready()) {
            OcrEngineProvider provider = entry.provider().orElseThrow();
            OpenEngine serves = fresh.containsKey(provider) ? fresh.get(provider) : before.get(provider);
            open.put(provider, serves == null ? open(entry, false) : serves);
        }
        Serving old = serving;
        serving = new Serving(engines, models, open);
        News.tell(metrics, Optional.ofNullable(old), serving);
        List<OpenEngine> gone = new ArrayList<>(before.values());
        gone.addAll(fresh.values());
        gone.removeAll(open.values());
        Set<ModelBundle> kept = identities(models);
        Runnable release = discovery.release();
        threads.batches().execute(() -> {
            open.values().forEach(engine -> engine.retain(kept::contains, patience));
            if (retire(gone)) {
                release.run();
            }
        });
    }

    private boolean retire(List<OpenEngine> gone) {
        boolean closed = true;
        for (OpenEngine engine : gone) {
            closed &= engine.retire(patience);
        }
        return closed;
    }

    private OpenEngine open(EngineEntry engine, boolean renewed) {
        return new OpenEngine(engine, renewed, threads.batches(), model -> limit.within(
                "opening model '" + model.manifest().name() + "' on engine '" + engine.id() + "'",
                () -> Reader.open(
                        engine,
                        model,
                        contexts.apply(engine.id()),
                        settings,
                        threads.batches(),
                        metrics.queue(model.manifest().name(), engine.id())),
                late -> late.queue().close()));
    }

    private static Set<ModelBundle> identities(ModelRepository models) {
        Set<ModelBundle> bundles = Collections.newSetFromMap(new IdentityHashMap<>());
        models.entries().forEach(entry -> entry.bundle().ifPresent(bundles::add));
        return bundles;
    }

    private static Map<OcrEngineProvider, OpenEngine> identity(EngineEntry entry, OpenEngine open) {
        Map<OcrEngineProvider, OpenEngine> map = new IdentityHashMap<>();
        map.put(entry.provider().orElseThrow(), open);
        return map;
    }

    /** Closes everything. */
    synchronized void close() {
        if (serving != null) {
            retire(List.copyOf(serving.open().values()));
            discovery.close();
        }
    }

    /** Opens what is open now on the engine of the same id, and keeps those that pass. */
    private final class Trials implements Trial {

        private final Map<OcrEngineProvider, OpenEngine> fresh = new IdentityHashMap<>();

        @Override
        public void pass(EngineEntry engine) {
            if (serving == null) {
                return;
            }
            OpenEngine candidate = open(engine, false);
            fresh.put(engine.provider().orElseThrow(), candidate);
            Optional<OpenEngine> old = serving.holder(engine.id());
            List<ModelBundle> wanted = old.map(OpenEngine::models).filter(open -> !open.isEmpty())
                    .orElseGet(() -> usualModel.get().flatMap(ModelEntry::bundle).stream().toList());
            // All at once: what takes long is that the JVM compiles the new code, and it does so while others run.
            wanted.forEach(candidate::begin);
            for (ModelBundle model : wanted) {
                Optional<Reader> before = old.flatMap(holder -> holder.openReader(model));
                try {
                    Reader reader = candidate.reader(model, settings.plugins().patience().plus(patience)).orElseThrow();
                    if (model.references().isEmpty()) {
                        before.ifPresent(known ->
                                Agreement.check(model, reader, known, settings.plugins().patience()));
                    }
                } catch (OcrException e) {
                    if (e.kind() != OcrException.Kind.INVALID || before.isPresent()) {
                        throw e;
                    }
                }
            }
        }
    }
}
