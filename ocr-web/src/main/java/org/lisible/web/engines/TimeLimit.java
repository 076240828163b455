package org.lisible.web.engines;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.lisible.OcrException;

/**
 * Lets foreign code work for so long and no longer, on a thread that is interrupted and, should it heed nothing, lost to
 * it.
 *
 * @param executor lends the threads; must not run work on the caller's
 * @param most how long each piece of work may take
 */
public record TimeLimit(Executor executor, Duration most) {

    public TimeLimit {
        requireNonNull(executor, "executor is null");
        requireNonNull(most, "most is null");
    }

    /** {@link #within(String, Supplier, Consumer)} for what need not be given back. */
    public <T> T within(String what, Supplier<T> work) {
        return within(what, work, late -> {});
    }

    /**
     * The result of the work. Whatever it throws is thrown here.
     *
     * @param what says for the message what does not end, such as {@code its probe}
     * @param late takes a result that comes when nobody waits any more
     * @throws OcrException of kind {@code BROKEN} and code {@code engine-hung} if the time is up
     */
    public <T> T within(String what, Supplier<T> work, Consumer<T> late) {
        AtomicBoolean over = new AtomicBoolean();
        FutureTask<T> task = new FutureTask<>(() -> {
            T result = work.get();
            if (!over.compareAndSet(false, true)) {
                late.accept(result);
            }
            return result;
        });
        executor.execute(task);
        try {
            return result(task, over, what);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            over.set(true);
            task.cancel(true);
            throw new OcrException(OcrException.Kind.UNAVAILABLE, "interrupted", "the server is stopping; try again", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                default -> throw new IllegalStateException(e.getCause());
            }
        }
    }

    private <T> T result(FutureTask<T> task, AtomicBoolean over, String what)
            throws InterruptedException, ExecutionException {
        try {
            return task.get(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            if (!over.compareAndSet(false, true)) {
                return task.get();
            }
            task.cancel(true);
            throw new OcrException(
                    OcrException.Kind.BROKEN,
                    "engine-hung",
                    what + " did not end within " + most.toMillis() / 1000.0 + " s",
                    e);
        }
    }
}
