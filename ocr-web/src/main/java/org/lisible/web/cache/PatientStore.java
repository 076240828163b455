package org.lisible.web.cache;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Another store that nobody waits for longer than so long. Once it let somebody wait for nothing it is left alone for a
 * while, in which it has nothing and keeps nothing: a server that waits for one that hangs would hang with it. Safe for any
 * thread.
 */
final class PatientStore implements Store {

    /** Calls under way; those that hang keep their threads. */
    private static final int MOST = 64;

    private final Store store;
    private final Executor executor;
    private final Duration patience;
    private final Duration rest;
    private final Semaphore places = new Semaphore(MOST);
    private volatile long restsUntil = System.nanoTime();

    /**
     * @param executor lends the threads; must not run work on the caller's
     * @param patience how long a call may take
     * @param rest how long the store is left alone after one took longer
     */
    PatientStore(Store store, Executor executor, Duration patience, Duration rest) {
        this.store = requireNonNull(store, "store is null");
        this.executor = requireNonNull(executor, "executor is null");
        this.patience = requireNonNull(patience, "patience is null");
        this.rest = requireNonNull(rest, "rest is null");
    }

    @Override
    public String get(String key) {
        return call(() -> store.get(key));
    }

    @Override
    public void put(String key, String answer) {
        call(() -> {
            store.put(key, answer);
            return null;
        });
    }

    /** The result; null without having asked while the store rests. */
    private String call(Supplier<String> work) {
        if (System.nanoTime() - restsUntil < 0 || !places.tryAcquire()) {
            return null;
        }
        FutureTask<String> task = new FutureTask<>(work::get) {
            @Override
            public void run() {
                try {
                    super.run();
                } finally {
                    places.release();
                }
            }
        };
        executor.execute(task);
        try {
            return task.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            restsUntil = System.nanoTime() + rest.toNanos();
            task.cancel(true);
            throw new IllegalStateException(
                    "it did not answer within " + patience.toMillis() + " ms and is left alone for " + rest.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            task.cancel(true);
            return null;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }
}
