package org.lisible.web.readers;

import static java.util.Objects.requireNonNull;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.Executor;

import org.lisible.OcrException;
import org.lisible.model.InputSpec;
import org.lisible.model.Manifest;
import org.lisible.model.ModelBundle;
import org.lisible.spi.EngineContext;
import org.lisible.spi.EngineInfo;
import org.lisible.spi.OcrEngine;
import org.lisible.spi.OcrEngineProvider;
import org.lisible.spi.RunOptions;
import org.lisible.tensor.Tensor;
import org.lisible.web.engines.EngineEntry;
import org.lisible.web.metrics.QueueMetrics;
import org.lisible.web.queue.GuardedEngine;
import org.lisible.web.queue.Inference;
import org.lisible.web.queue.InferenceQueue;
import org.lisible.web.settings.Settings;

/**
 * One model on one engine, warm and ready to read.
 *
 * @param manifest the model
 * @param info the engine and what it runs on
 * @param queue the way to the engine
 */
public record Reader(Manifest manifest, EngineInfo info, InferenceQueue queue) implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Reader.class.getName());
    private static final int WARM_UPS = 10;
    private static final long WARM_UP_NANOS = 1_500_000_000L;

    public Reader {
        requireNonNull(manifest, "manifest is null");
        requireNonNull(info, "info is null");
        requireNonNull(queue, "queue is null");
    }

    /**
     * Opens a model on an engine and runs it on blank input until it is warm.
     *
     * @throws OcrException of kind {@code INVALID} if the engine cannot run such a model, {@code BROKEN} if it fails
     */
    static Reader open(
            EngineEntry engine,
            ModelBundle bundle,
            EngineContext context,
            Settings.Queue queue,
            Executor batches,
            QueueMetrics metrics) {
        OcrEngineProvider provider = engine.provider().orElseThrow();
        GuardedEngine guarded = new GuardedEngine(openGuarded(engine, provider, bundle, context));
        try {
            long took = warmUp(guarded, bundle.manifest().input());
            LOG.log(Level.INFO, "model " + bundle.manifest().name() + " opened on engine " + engine.id() + " ("
                    + guarded.info().device() + ", " + guarded.info().kernels() + "), one image in "
                    + took / 10_000 / 100.0 + " ms");
            return new Reader(bundle.manifest(), guarded.info(), new InferenceQueue(guarded, queue, batches, metrics));
        } catch (OcrException e) {
            guarded.close();
            throw e;
        }
    }

    private static OcrEngine openGuarded(
            EngineEntry engine, OcrEngineProvider provider, ModelBundle bundle, EngineContext context) {
        try {
            List<String> missing = provider.capabilities().missingFor(bundle.manifest());
            if (!missing.isEmpty()) {
                throw new OcrException(
                        OcrException.Kind.INVALID,
                        "engine-cannot-run-model",
                        "engine '" + engine.id() + "' cannot run model '"
                                + bundle.manifest().name() + "': it lacks " + String.join("; ", missing));
            }
            return requireNonNull(provider.open(bundle, context), "open gave null");
        } catch (OcrException e) {
            throw e;
        } catch (RuntimeException | LinkageError | AssertionError | OutOfMemoryError e) {
            throw new OcrException(
                    OcrException.Kind.BROKEN,
                    "engine-failed",
                    "engine '" + engine.id() + "' from " + engine.source() + " cannot open model '"
                            + bundle.manifest().name() + "': " + e,
                    e);
        }
    }

    /** Returns the nanoseconds of the last run. */
    private static long warmUp(GuardedEngine engine, InputSpec spec) {
        int size = Math.toIntExact(Tensor.size(spec.channels(), spec.height(), spec.width()));
        Tensor blank = new Tensor(new int[] {spec.channels(), spec.height(), spec.width()}, new float[size]);
        long start = System.nanoTime();
        long began = start;
        for (int run = 0; run < WARM_UPS && (run < 2 || began - start < WARM_UP_NANOS); run++) {
            began = System.nanoTime();
            engine.recognize(List.of(blank), RunOptions.UNLIMITED);
        }
        return System.nanoTime() - began;
    }

    /** {@link InferenceQueue#infer}. */
    public Inference infer(Tensor input, long deadlineNanos) {
        return queue.infer(input, deadlineNanos);
    }

    /** {@link InferenceQueue#inferAll}. */
    public List<Inference> inferAll(List<Tensor> inputs, long deadlineNanos) {
        return queue.inferAll(inputs, deadlineNanos);
    }

    @Override
    public void close() {
        queue.close();
    }
}
