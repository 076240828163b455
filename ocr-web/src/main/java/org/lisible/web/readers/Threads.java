package org.lisible.web.readers;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The threads that read, made by the server. Two pools, so that a batch that waits for its pieces can never keep them from
 * running: one of as many threads as there are batches under way, one of fixed size for the pieces.
 */
final class Threads implements AutoCloseable {

    private final ExecutorService batches;
    private final ExecutorService pieces;

    Threads(ThreadFactory factory, int parallelism) {
        batches = Executors.newCachedThreadPool(factory);
        pieces = Executors.newFixedThreadPool(parallelism, factory);
    }

    /** Runs what may wait: batches, and the start. */
    Executor batches() {
        return batches;
    }

    /** Runs what only computes; lent to engines. */
    Executor pieces() {
        return pieces;
    }

    /** To be called once no engine is open any more. */
    @Override
    public void close() {
        batches.shutdownNow();
        pieces.shutdownNow();
        try {
            batches.awaitTermination(5, TimeUnit.SECONDS);
            pieces.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
