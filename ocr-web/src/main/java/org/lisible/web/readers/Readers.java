package org.lisible.web.readers;

import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.lisible.OcrException;
import org.lisible.spi.EngineContext;
import org.lisible.web.engines.EngineEntry;
import org.lisible.web.engines.EngineRegistry;
import org.lisible.web.files.FolderWatch;
import org.lisible.web.files.Scratch;
import org.lisible.web.files.WarFolders;
import org.lisible.web.metrics.EngineMetrics;
import org.lisible.web.models.ModelEntry;
import org.lisible.web.models.ModelRepository;
import org.lisible.web.settings.Settings;

/**
 * All that can read: the engines, the models, and the pairs of them that are open. {@link #start} opens the default model
 * on every engine; any other pair is opened by the first request for it and stays open until the engine or the model goes.
 */
@ApplicationScoped
public class Readers {

    private static final System.Logger LOG = System.getLogger(Readers.class.getName());
    private static final String USUAL_ENGINE = "pure";
    private static final String USUAL_MODEL = "captcha-v2";
    private static final String USUAL_CHARACTERS_MODEL = "characters-resnet";

    private static final Duration SICK_ROUND = Duration.ofSeconds(1);

    /** The name under which {@link #charactersModel} can be asked for. */
    public static final String CHARACTERS = "characters";

    @Inject
    Settings settings;

    @Resource
    ManagedThreadFactory threadFactory;

    @Inject
    WarFolders warFolders;

    @Inject
    Scratch scratch;

    @Inject
    EngineMetrics metrics;

    private Threads threads;
    private Exchange exchange;
    private List<Path> watched;
    private FolderWatch watch;
    private volatile boolean started;
    private volatile boolean closed;

    @PostConstruct
    void open() {
        threads = new Threads(threadFactory, settings.threads());
        List<Path> modelFolders = new ArrayList<>(List.of(warFolders.folder("/WEB-INF/models")));
        settings.modelsFolder().ifPresent(modelFolders::add);
        exchange = new Exchange(
                settings,
                threads,
                metrics,
                scratch.folder("plugins"),
                modelFolders,
                this::contextFor,
                () -> models().among(defaultModel()));
        watched = Stream.concat(settings.pluginsFolder().stream(), settings.modelsFolder().stream()).toList();
        watch = new FolderWatch(watched, settings.plugins().scan(), exchange::look);
    }

    /** {@link #start} on another thread. */
    void startInBackground() {
        threads.batches().execute(() -> {
            try {
                start();
            } catch (RuntimeException e) {
                LOG.log(closed ? Level.DEBUG : Level.ERROR, "the application cannot start", e);
            }
        });
    }

    /**
     * Finds engines and models, opens the default model on every engine, and, when images can be read already, the model of
     * single characters on the default engine. Takes seconds; called once.
     */
    private void start() {
        exchange.start();
        engines().readyIds().forEach(engine -> open(engine, defaultModel()));
        started = true;
        LOG.log(Level.INFO, problem().map(reason -> "cannot read: " + reason).orElse("ready to read"));
        if (!watched.isEmpty()) {
            threads.batches().execute(watch);
        }
        threads.every(SICK_ROUND, this::tend);
        if (engines().readyIds().contains(defaultEngine()) && isThere(charactersModel())) {
            open(defaultEngine(), charactersModel());
        }
    }

    /** Nothing that fails may end the rounds. */
    private void tend() {
        try {
            exchange.tend();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "cannot look after the engines", e);
        }
    }

    private void open(String engine, String model) {
        try {
            reader(Optional.of(engine), Optional.of(model), settings.plugins().patience());
        } catch (OcrException e) {
            LOG.log(Level.WARNING, "model " + model + " cannot be read on engine " + engine + ": " + e.getMessage());
        }
    }

    private boolean isThere(String model) {
        return models().entries().stream().anyMatch(entry -> entry.isCalled(model));
    }

    /** Whether {@link #start} has done its work, well or not. */
    public boolean isStarted() {
        return started;
    }

    /** Why a request that names neither engine nor model cannot be answered; empty if it can. */
    public Optional<String> problem() {
        try {
            reader(Optional.empty(), Optional.empty(), settings.limits().time());
            return Optional.empty();
        } catch (OcrException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** The engines that were found. */
    public EngineRegistry engines() {
        return serving().engines();
    }

    /** The models that were found. */
    public ModelRepository models() {
        return serving().models();
    }

    /** The engine that reads when a request names none: the operator's choice, else the usual one, else any. */
    public String defaultEngine() {
        List<String> ready = engines().readyIds();
        String usual = ready.isEmpty() || ready.contains(USUAL_ENGINE) ? USUAL_ENGINE : ready.getFirst();
        return settings.engine().orElse(usual);
    }

    /** @throws OcrException of kind {@code UNAVAILABLE} if no engine is ready, for the request named none that is unknown */
    private String usualEngine() {
        if (engines().ready().isEmpty()) {
            throw engines().noneReady();
        }
        return defaultEngine();
    }

    /** The model that reads when a request names none: the operator's choice, else the usual one, else any. */
    public String defaultModel() {
        return settings.model().orElseGet(() -> usual(USUAL_MODEL, ModelEntry::isReady));
    }

    /** The model that reads single characters: the operator's choice, else the usual one, else any; it may not be there. */
    public String charactersModel() {
        return settings.charactersModel().orElseGet(() -> usual(USUAL_CHARACTERS_MODEL, ModelEntry::readsCharacters));
    }

    /** The model that reads text of several characters when a request names none. */
    public String textModel() {
        String characters = charactersModel();
        return isThere(characters) ? characters : defaultModel();
    }

    private String usual(String id, Predicate<ModelEntry> orElse) {
        List<ModelEntry> entries = models().entries();
        return entries.stream().anyMatch(entry -> entry.id().equals(id))
                ? id
                : entries.stream().filter(orElse).findFirst().map(ModelEntry::id).orElse(id);
    }

    /** Why an engine, ready by its own account, cannot open the default model; empty if it can or was not asked. */
    public Optional<String> failureOf(EngineEntry engine) {
        return models().among(defaultModel())
                .flatMap(model -> serving().on(engine).flatMap(open -> open.failureOf(model.bundle().orElseThrow())));
    }

    /** How many class loaders of an engine's plug-in the JVM has not collected: 1 while it is loaded; 0 of one built in. */
    public int loadersAlive(EngineEntry engine) {
        return exchange.loadersAlive(engine.source());
    }

    /** How many calls of that engine did not return. */
    public long hung(EngineEntry engine) {
        return exchange.hung(engine.id());
    }

    /** {@link Exchange#reload}. */
    public EngineEntry reload(String engine) {
        serving();
        return exchange.reload(engine);
    }

    /** {@link Exchange#unload}. */
    public void unload(String engine) {
        serving();
        exchange.unload(engine);
    }

    /**
     * Uses the reader for an engine and a model, opened if it is not yet. It stays open until it is given back, whatever
     * happens to the engine and the model meanwhile.
     *
     * @param engine an engine's id; empty for the default
     * @param model a model's {@code id} or {@code id/version}, or {@link #CHARACTERS}; empty for the default
     * @throws OcrException of kind {@code NOT_FOUND}, {@code UNAVAILABLE}, {@code INVALID} or {@code BROKEN}, saying why
     */
    public <T> T with(Optional<String> engine, Optional<String> model, Function<Reader, T> use) {
        Reader reader = reader(engine, model, settings.plugins().patience());
        while (!reader.lend()) {
            // It was replaced this very moment.
            reader = reader(engine, model, settings.plugins().patience());
        }
        try {
            return use.apply(reader);
        } finally {
            reader.takeBack();
        }
    }

    private Reader reader(Optional<String> engine, Optional<String> model, Duration patience) {
        Optional<Reader> reader;
        do {
            Serving now = serving();
            ModelEntry modelEntry = modelEntry(model);
            reader = now.on(engineEntry(engine)).flatMap(open -> open.reader(modelEntry.bundle().orElseThrow(), patience));
        } while (reader.isEmpty());
        return reader.get();
    }

    /** The {@code id/version} of the model that {@link #with} takes for a name; throws as it does. */
    public String modelName(Optional<String> model) {
        return modelEntry(model).name();
    }

    /** The id of the engine that {@link #with} takes for a name; throws as it does. */
    public String engineName(Optional<String> engine) {
        return engineEntry(engine).id();
    }

    private ModelEntry modelEntry(Optional<String> model) {
        String name = model.orElseGet(this::defaultModel);
        return models().find(name.equals(CHARACTERS) ? charactersModel() : name);
    }

    private EngineEntry engineEntry(Optional<String> engine) {
        return engines().find(engine.or(settings::engine).orElseGet(this::usualEngine));
    }

    private EngineContext contextFor(String engine) {
        return new EngineContext(
                threads.pieces(), settings.threads(), scratch.folder("engine-" + engine), settings.ofEngine(engine));
    }

    private Serving serving() {
        if (closed) {
            throw new OcrException(OcrException.Kind.UNAVAILABLE, "stopping", "the application is stopping");
        }
        Serving now = exchange.serving();
        if (now == null) {
            throw new OcrException(
                    OcrException.Kind.UNAVAILABLE, "starting", "the application is starting; try again in a moment");
        }
        return now;
    }

    @PreDestroy
    void close() {
        closed = true;
        watch.close();
        exchange.close();
        threads.close();
    }
}
