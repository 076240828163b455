package org.lisible.web.queue;

import static java.util.Objects.requireNonNull;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;

import org.lisible.OcrException;
import org.lisible.result.EngineResult;
import org.lisible.spi.EngineInfo;
import org.lisible.spi.OcrEngine;
import org.lisible.spi.RunOptions;
import org.lisible.tensor.Tensor;

/**
 * An engine that cannot be closed under a running call: a native session that is closed while it runs takes the whole JVM
 * with it. Closing refuses new calls at once; the engine itself is closed when no call runs any more, by the last one that
 * returns. So nobody has to wait for a call that never does.
 */
public final class GuardedEngine implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(GuardedEngine.class.getName());

    private final OcrEngine engine;
    private final EngineInfo info;
    private int running;
    private boolean closing;
    private boolean closed;

    public GuardedEngine(OcrEngine engine) {
        this.engine = requireNonNull(engine, "engine is null");
        this.info = requireNonNull(engine.info(), "info is null");
    }

    public EngineInfo info() {
        return info;
    }

    /**
     * {@link OcrEngine#recognize} with its promise checked: as many results as inputs.
     *
     * @throws OcrException of the engine's kind; {@code UNAVAILABLE} after {@link #close}; {@code BROKEN} for whatever
     *     else an engine throws
     */
    public List<EngineResult> recognize(List<Tensor> inputs, RunOptions options) {
        enter();
        try {
            List<EngineResult> results = engine.recognize(inputs, options);
            if (results.size() != inputs.size()) {
                throw failed("it gave " + results.size() + " results for " + inputs.size() + " inputs", null);
            }
            for (EngineResult result : results) {
                requireNonNull(result, "one of its results is null");
            }
            return results;
        } catch (OcrException e) {
            throw e;
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError | OutOfMemoryError e) {
            throw failed(e.toString(), e);
        } finally {
            leave();
        }
    }

    private OcrException failed(String why, Throwable cause) {
        return new OcrException(
                OcrException.Kind.BROKEN, "engine-failed", "engine " + info.engine() + " failed: " + why, cause);
    }

    private synchronized void enter() {
        if (closing) {
            throw new OcrException(OcrException.Kind.UNAVAILABLE, "engine-closed", "the engine was closed; try again");
        }
        running++;
    }

    private void leave() {
        synchronized (this) {
            running--;
            if (!closing || running > 0) {
                return;
            }
        }
        closeNow();
    }

    /** Refuses new calls, and closes the engine now or, if calls run, when the last of them returns. Idempotent. */
    @Override
    public void close() {
        synchronized (this) {
            if (closing) {
                return;
            }
            closing = true;
            if (running > 0) {
                return;
            }
        }
        closeNow();
    }

    private void closeNow() {
        try {
            engine.close();
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError | OutOfMemoryError e) {
            LOG.log(Level.WARNING, "engine " + info.engine() + " threw when it was closed, which it must not", e);
        }
        synchronized (this) {
            closed = true;
            notifyAll();
        }
    }

    /**
     * Waits for {@link #close} to have its effect.
     *
     * @return whether the engine is closed; false if calls still run in it
     */
    public synchronized boolean awaitClosed(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (!closed) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
