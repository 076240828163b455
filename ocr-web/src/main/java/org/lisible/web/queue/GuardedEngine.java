package org.lisible.web.queue;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import org.lisible.OcrException;
import org.lisible.result.EngineResult;
import org.lisible.spi.EngineInfo;
import org.lisible.spi.OcrEngine;
import org.lisible.spi.RunOptions;
import org.lisible.tensor.Tensor;

/**
 * An engine that cannot be closed under a running call: calls share a read lock, closing takes the write lock. A native
 * session that is closed while it runs takes the whole JVM with it.
 */
public final class GuardedEngine implements AutoCloseable {

    private final OcrEngine engine;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    public GuardedEngine(OcrEngine engine) {
        this.engine = requireNonNull(engine, "engine is null");
    }

    public EngineInfo info() {
        return engine.info();
    }

    /**
     * {@link OcrEngine#recognize} with its promise checked: as many results as inputs.
     *
     * @throws OcrException of the engine's kind; {@code UNAVAILABLE} after {@link #close}; {@code BROKEN} for whatever
     *     else an engine throws
     */
    public List<EngineResult> recognize(List<Tensor> inputs, RunOptions options) {
        lock.readLock().lock();
        try {
            if (closed) {
                throw new OcrException(
                        OcrException.Kind.UNAVAILABLE, "engine-closed", "the engine was closed; try again");
            }
            List<EngineResult> results = engine.recognize(inputs, options);
            if (results.size() != inputs.size()) {
                throw failed("it gave " + results.size() + " results for " + inputs.size() + " inputs", null);
            }
            return results;
        } catch (OcrException e) {
            throw e;
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError | OutOfMemoryError e) {
            throw failed(e.toString(), e);
        } finally {
            lock.readLock().unlock();
        }
    }

    private OcrException failed(String why, Throwable cause) {
        return new OcrException(
                OcrException.Kind.BROKEN, "engine-failed", "engine " + info().engine() + " failed: " + why, cause);
    }

    /** Waits for the running calls, then closes the engine. Idempotent. */
    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                engine.close();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
