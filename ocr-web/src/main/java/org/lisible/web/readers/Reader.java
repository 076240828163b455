package org.lisible.web.readers;

import static java.util.Objects.requireNonNull;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;

import org.lisible.OcrException;
import org.lisible.model.Manifest;
import org.lisible.model.ModelBundle;
import org.lisible.spi.EngineContext;
import org.lisible.spi.EngineInfo;
import org.lisible.spi.OcrEngineProvider;
import org.lisible.spi.ReferenceOutputs;
import org.lisible.spi.RunOptions;
import org.lisible.tensor.Tensor;
import org.lisible.web.engines.EngineEntry;
import org.lisible.web.metrics.QueueMetrics;
import org.lisible.web.queue.GuardedEngine;
import org.lisible.web.queue.Inference;
import org.lisible.web.queue.InferenceQueue;
import org.lisible.web.settings.Settings;

/**
 * One model on one engine, warm and ready to read. It is lent to each call ({@link Readers#with}), and closed only when all
 * have given it back.
 */
public final class Reader {

    private static final System.Logger LOG = System.getLogger(Reader.class.getName());

    /** An image that takes this part of the time that a request has leaves some for those that wait. */
    private static final int SLOW = 20;

    private final Manifest manifest;
    private final EngineInfo info;
    private final InferenceQueue queue;
    private int lent;
    private boolean retired;

    private Reader(Manifest manifest, EngineInfo info, InferenceQueue queue) {
        this.manifest = manifest;
        this.info = info;
        this.queue = queue;
    }

    /**
     * Opens a model on an engine, runs it until it is warm, and compares what it computes with the bundle's references.
     *
     * @throws OcrException of kind {@code INVALID} if the engine cannot run such a model, {@code BROKEN} if it fails or
     *     computes something else
     */
    static Reader open(
            EngineEntry engine,
            ModelBundle bundle,
            EngineContext context,
            Settings settings,
            Executor batches,
            QueueMetrics metrics) {
        GuardedEngine guarded = openGuarded(engine, bundle, context);
        try {
            long took = WarmUp.run(
                    guarded,
                    bundle.manifest().input(),
                    settings.limits().time().toNanos() / SLOW,
                    settings.plugins().patience().toNanos() / 2);
            ReferenceOutputs.check(
                    bundle, input -> guarded.recognize(List.of(input), RunOptions.UNLIMITED).getFirst());
            LOG.log(Level.INFO, "model " + bundle.manifest().name() + " opened on engine " + engine.id() + " ("
                    + guarded.info().device() + ", " + guarded.info().kernels() + "), one image in "
                    + took / 10_000 / 100.0 + " ms");
            return new Reader(bundle.manifest(), guarded.info(), new InferenceQueue(guarded, settings.queue(), batches, metrics));
        } catch (OcrException e) {
            guarded.close();
            throw e;
        }
    }

    private static GuardedEngine openGuarded(EngineEntry engine, ModelBundle bundle, EngineContext context) {
        OcrEngineProvider provider = engine.provider().orElseThrow();
        try {
            List<String> missing = provider.capabilities().missingFor(bundle.manifest());
            if (!missing.isEmpty()) {
                throw new OcrException(
                        OcrException.Kind.INVALID,
                        "engine-cannot-run-model",
                        "engine '" + engine.id() + "' cannot run model '"
                                + bundle.manifest().name() + "': it lacks " + String.join("; ", missing));
            }
            return new GuardedEngine(requireNonNull(provider.open(bundle, context), "open gave null"));
        } catch (OcrException e) {
            throw e;
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError | OutOfMemoryError e) {
            throw new OcrException(
                    OcrException.Kind.BROKEN,
                    "engine-failed",
                    "engine '" + engine.id() + "' from " + engine.source() + " cannot open model '"
                            + bundle.manifest().name() + "': " + e,
                    e);
        }
    }

    /** The model. */
    public Manifest manifest() {
        return manifest;
    }

    /** The engine and what it runs on. */
    public EngineInfo info() {
        return info;
    }

    /** {@link InferenceQueue#infer}. */
    public Inference infer(Tensor input, long deadlineNanos) {
        return queue.infer(input, deadlineNanos);
    }

    /** {@link InferenceQueue#inferAll}. */
    public List<Inference> inferAll(List<Tensor> inputs, long deadlineNanos) {
        return queue.inferAll(inputs, deadlineNanos);
    }

    /** The way to the engine. */
    InferenceQueue queue() {
        return queue;
    }

    /** False if it was retired: another one is there by now. */
    synchronized boolean lend() {
        lent += retired ? 0 : 1;
        return !retired;
    }

    synchronized void takeBack() {
        lent--;
        notifyAll();
    }

    /**
     * Lends no more, waits for those it is lent to, and closes the engine.
     *
     * @param patience for those who have it, and for what runs; then all are sent away
     * @return whether the engine is closed; false if a call does not return from it
     */
    boolean retire(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        synchronized (this) {
            retired = true;
            for (long left = patience.toMillis(); lent > 0 && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        }
        queue.close();
        return queue.awaitClosed(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    }
}
