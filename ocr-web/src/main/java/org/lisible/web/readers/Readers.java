package org.lisible.web.readers;

import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Predicate;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.lisible.OcrException;
import org.lisible.spi.EngineContext;
import org.lisible.web.engines.EngineDiscovery;
import org.lisible.web.engines.EngineEntry;
import org.lisible.web.engines.EngineRegistry;
import org.lisible.web.files.Scratch;
import org.lisible.web.files.WarFolders;
import org.lisible.web.metrics.EngineMetrics;
import org.lisible.web.models.ModelEntry;
import org.lisible.web.models.ModelRepository;
import org.lisible.web.settings.Settings;

/**
 * All that can read: the engines, the models, and the pairs of them that are open. {@link #start} opens the default model
 * on every engine; any other pair is opened by the first request for it and stays open. A pair that could not be opened
 * keeps its reason until the application is started anew.
 */
@ApplicationScoped
public class Readers {

    private static final System.Logger LOG = System.getLogger(Readers.class.getName());
    private static final String USUAL_ENGINE = "pure";
    private static final String USUAL_MODEL = "captcha-v2";
    private static final String USUAL_CHARACTERS_MODEL = "characters-resnet";

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

    private final Map<Pair, FutureTask<Reader>> opened = new ConcurrentHashMap<>();
    private Threads threads;
    private volatile EngineRegistry engines;
    private volatile ModelRepository models;
    private volatile boolean started;
    private volatile boolean closed;

    private record Pair(String engine, String model) {}

    @PostConstruct
    void open() {
        threads = new Threads(threadFactory, settings.threads());
    }

    /** {@link #start} on another thread. */
    void startInBackground() {
        threads.batches().execute(() -> {
            try {
                start();
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "the application cannot start", e);
            }
        });
    }

    /**
     * Finds engines and models, opens the default model on every engine, and, when images can be read already, the model of
     * single characters on the default engine. Takes seconds; called once.
     */
    private void start() {
        List<Path> folders = new ArrayList<>(List.of(warFolders.folder("/WEB-INF/models")));
        settings.modelsFolder().ifPresent(folders::add);
        models = ModelRepository.read(folders);
        engines = EngineDiscovery.discover(Readers.class.getClassLoader(), settings.pluginsFolder(), this::contextFor);
        engines.entries().forEach(entry -> metrics.state(
                entry.id().isEmpty() ? entry.source() : entry.id(), entry.state().label()));
        engines.readyIds().forEach(engine -> open(engine, defaultModel()));
        started = true;
        LOG.log(Level.INFO, problem().map(reason -> "cannot read: " + reason).orElse("ready to read"));
        if (engines.readyIds().contains(defaultEngine()) && isThere(charactersModel())) {
            open(defaultEngine(), charactersModel());
        }
    }

    private void open(String engine, String model) {
        try {
            reader(Optional.of(engine), Optional.of(model));
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
            reader(Optional.empty(), Optional.empty());
            return Optional.empty();
        } catch (OcrException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** The engines that were found. */
    public EngineRegistry engines() {
        return orStarting(engines);
    }

    /** The models that were found. */
    public ModelRepository models() {
        return orStarting(models);
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
        try {
            FutureTask<Reader> reader = opened.get(new Pair(engine.id(), models().find(defaultModel()).name()));
            return reader == null || reader.state() != FutureTask.State.FAILED
                    ? Optional.empty()
                    : Optional.of(reader.exceptionNow().getMessage());
        } catch (OcrException e) {
            return Optional.empty();
        }
    }

    /**
     * The reader for an engine and a model, opened if it is not yet.
     *
     * @param engine an engine's id; empty for the default
     * @param model a model's {@code id} or {@code id/version}, or {@link #CHARACTERS}; empty for the default
     * @throws OcrException of kind {@code NOT_FOUND}, {@code UNAVAILABLE}, {@code INVALID} or {@code BROKEN}, saying why
     */
    public Reader reader(Optional<String> engine, Optional<String> model) {
        ModelEntry modelEntry = modelEntry(model);
        EngineEntry engineEntry = engineEntry(engine);
        FutureTask<Reader> task = opened.computeIfAbsent(
                new Pair(engineEntry.id(), modelEntry.name()),
                pair -> new FutureTask<>(() -> open(engineEntry, modelEntry)));
        // The first caller opens, the others wait for it.
        task.run();
        return result(task);
    }

    /** The {@code id/version} of the model that {@link #reader} takes for a name; throws as it does. */
    public String modelName(Optional<String> model) {
        return modelEntry(model).name();
    }

    /** The id of the engine that {@link #reader} takes for a name; throws as it does. */
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

    private Reader open(EngineEntry engine, ModelEntry model) {
        Reader reader = Reader.open(
                engine,
                model.bundle().orElseThrow(),
                contextFor(engine.id()),
                settings.queue(),
                threads.batches(),
                metrics.queue(model.name(), engine.id()));
        if (closed) {
            reader.close();
            throw stopping();
        }
        return reader;
    }

    private static Reader result(FutureTask<Reader> task) {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OcrException(OcrException.Kind.UNAVAILABLE, "interrupted", "the server is stopping; try again", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof OcrException known) {
                throw new OcrException(known.kind(), known.code(), known.getMessage(), known);
            }
            throw new OcrException(OcrException.Kind.BROKEN, "engine-failed", String.valueOf(e.getCause()), e);
        }
    }

    private EngineContext contextFor(String engine) {
        return new EngineContext(
                threads.pieces(), settings.threads(), scratch.folder("engine-" + engine), settings.ofEngine(engine));
    }

    private <T> T orStarting(T value) {
        if (closed) {
            throw stopping();
        }
        if (value == null) {
            throw new OcrException(
                    OcrException.Kind.UNAVAILABLE, "starting", "the application is starting; try again in a moment");
        }
        return value;
    }

    private static OcrException stopping() {
        return new OcrException(OcrException.Kind.UNAVAILABLE, "stopping", "the application is stopping");
    }

    @PreDestroy
    void close() {
        closed = true;
        opened.values().forEach(task -> {
            if (task.state() == FutureTask.State.SUCCESS) {
                task.resultNow().close();
            }
        });
        if (engines != null) {
            engines.close();
        }
        threads.close();
    }
}
