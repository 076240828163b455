package org.lisible.web.readers;

import static java.util.Objects.requireNonNull;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;

import org.lisible.OcrException;
import org.lisible.model.ModelBundle;
import org.lisible.web.engines.EngineEntry;

/**
 * One engine and the models that are open on it. A model is opened by the first who asks for it; one that could not be
 * opened keeps its reason until the engine or the model is replaced. Safe for any thread.
 */
final class OpenEngine {

    private static final System.Logger LOG = System.getLogger(OpenEngine.class.getName());

    private final EngineEntry entry;
    private final boolean renewed;
    private final Executor executor;
    private final Function<ModelBundle, Reader> opening;
    private final Map<ModelBundle, FutureTask<Reader>> opened = new IdentityHashMap<>(); // guarded by this
    private boolean retired; // guarded by this

    /**
     * @param entry a ready engine
     * @param renewed whether it is there because another instance of the same engine hung
     * @param executor opens models
     * @param opening opens a model, within a limit of time
     */
    OpenEngine(EngineEntry entry, boolean renewed, Executor executor, Function<ModelBundle, Reader> opening) {
        this.entry = requireNonNull(entry, "entry is null");
        this.renewed = renewed;
        this.executor = requireNonNull(executor, "executor is null");
        this.opening = requireNonNull(opening, "opening is null");
    }

    EngineEntry entry() {
        return entry;
    }

    boolean isRenewed() {
        return renewed;
    }

    /** The models that are open, or being opened, or could not be. */
    synchronized List<ModelBundle> models() {
        return List.copyOf(opened.keySet());
    }

    /** Those that are open. */
    synchronized List<Reader> readers() {
        return opened.values().stream()
                .filter(task -> task.state() == FutureTask.State.SUCCESS)
                .map(FutureTask::resultNow)
                .toList();
    }

    /** The model on this engine, if it is open. */
    synchronized Optional<Reader> openReader(ModelBundle model) {
        return Optional.ofNullable(opened.get(model))
                .filter(task -> task.state() == FutureTask.State.SUCCESS)
                .map(FutureTask::resultNow);
    }

    /** Begins to open a model unless that was done; empty once retired. */
    synchronized Optional<FutureTask<Reader>> begin(ModelBundle model) {
        if (retired) {
            return Optional.empty();
        }
        return Optional.of(opened.computeIfAbsent(model, wanted -> {
            FutureTask<Reader> task = new FutureTask<>(() -> opening.apply(wanted));
            executor.execute(task);
            return task;
        }));
    }

    /**
     * The model on this engine, opened if it is not yet; empty once retired.
     *
     * @throws OcrException why it cannot be opened; of kind {@code UNAVAILABLE} if that takes longer than the patience
     */
    Optional<Reader> reader(ModelBundle model, Duration patience) {
        return begin(model).map(task -> {
            try {
                return task.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                throw new OcrException(
                        OcrException.Kind.UNAVAILABLE,
                        "engine-opening",
                        "model '" + model.manifest().name() + "' is being opened on engine '" + entry.id() + "'; try again",
                        e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new OcrException(
                        OcrException.Kind.UNAVAILABLE, "interrupted", "the server is stopping; try again", e);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof OcrException known) {
                    throw new OcrException(known.kind(), known.code(), known.getMessage(), known);
                }
                throw new OcrException(OcrException.Kind.BROKEN, "engine-failed", String.valueOf(e.getCause()), e);
            }
        });
    }

    /** Why that model could not be opened; empty if it could, or was not asked for. */
    synchronized Optional<String> failureOf(ModelBundle model) {
        FutureTask<Reader> task = opened.get(model);
        return task == null || task.state() != FutureTask.State.FAILED
                ? Optional.empty()
                : Optional.of(task.exceptionNow().getMessage());
    }

    /** Gives up batches that do not return, and says how many. */
    int writeOffHung(Duration grace) {
        return readers().stream().mapToInt(reader -> reader.queue().writeOffHung(grace)).sum();
    }

    /** Closes the models that are gone, as {@link #retire} does. */
    void retain(Predicate<ModelBundle> kept, Duration patience) {
        close(forget(kept), patience);
    }

    /**
     * Opens no more models and closes each once nobody reads with it any more. Waits for that.
     *
     * @return whether all are closed; false if a call does not return from one
     */
    boolean retire(Duration patience) {
        synchronized (this) {
            retired = true;
        }
        return close(forget(model -> false), patience);
    }

    private synchronized Map<ModelBundle, FutureTask<Reader>> forget(Predicate<ModelBundle> kept) {
        Map<ModelBundle, FutureTask<Reader>> gone = new IdentityHashMap<>(opened);
        gone.keySet().removeIf(kept);
        opened.keySet().removeAll(gone.keySet());
        return gone;
    }

    private boolean close(Map<ModelBundle, FutureTask<Reader>> gone, Duration patience) {
        boolean closed = true;
        for (Map.Entry<ModelBundle, FutureTask<Reader>> each : gone.entrySet()) {
            try {
                if (!each.getValue().get().retire(patience)) {
                    closed = false;
                    LOG.log(Level.WARNING, "a call of engine " + entry.id() + " from " + entry.source() + " on model "
                            + each.getKey().manifest().name() + " does not return; it keeps its thread and its classes until it does");
                }
            } catch (ExecutionException e) {
                LOG.log(Level.DEBUG, "was never open: " + each.getKey().manifest().name());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return closed;
    }
}
