package org.lisible.web.readers;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The threads that read, made by the server. Two pools, so that a batch that waits for its pieces can never keep them from
 * running: one of as many threads as there are batches under way, one of fixed size for the pieces. And one
 * thread for what is due now and then.
 */
final class Threads implements AutoCloseable {

    private final ExecutorService batches;
    private final ExecutorService pieces;
    private final ScheduledExecutorService clock;

    Threads(ThreadFactory factory, int parallelism) {
        batches = Executors.newCachedThreadPool(factory);
        pieces = Executors.newFixedThreadPool(parallelism, factory);
        clock = Executors.newSingleThreadScheduledExecutor(factory);
    }

    /** Does short work again and again. */
    void every(Duration interval, Runnable work) {
        clock.scheduleWithFixedDelay(work, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Runs what may wait: batches, exchanges, the watch and the start. */
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
        clock.shutdownNow();
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
