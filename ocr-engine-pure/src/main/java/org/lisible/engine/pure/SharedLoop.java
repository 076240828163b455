package org.lisible.engine.pure;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

import org.lisible.OcrException;

/**
 * A loop whose rounds are shared out among the caller and whichever lent threads come to help. The caller works too and
 * waits only for rounds that a helper has begun, so it gets done even if no helper ever starts. After a failure no
 * further round is begun.
 */
final class SharedLoop {

    private final int rounds;
    private final IntConsumer body;
    private final AtomicInteger next = new AtomicInteger();
    private final CountDownLatch open;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    /** @param body called once for each of {@code 0 .. rounds - 1}, by several threads at once */
    SharedLoop(int rounds, IntConsumer body) {
        this.rounds = rounds;
        this.body = body;
        this.open = new CountDownLatch(rounds);
    }

    /**
     * Runs all rounds.
     *
     * @throws OcrException the first failure as it was thrown, or of kind {@code BROKEN} around any other
     */
    void run(Executor executor, int parallelism) {
        try {
            for (int helper = 1; helper < Math.min(parallelism, rounds); helper++) {
                executor.execute(this::work);
            }
        } catch (RejectedExecutionException noHelp) {
            // The caller's thread is enough.
        }
        work();
        awaitHelpers();
        Throwable cause = failure.get();
        if (cause instanceof OcrException known) {
            throw known;
        }
        if (cause != null) {
            throw new OcrException(
                    OcrException.Kind.BROKEN, "engine-failed", "the engine pure failed: " + cause, cause);
        }
    }

    private void work() {
        for (int round = next.getAndIncrement(); round < rounds; round = next.getAndIncrement()) {
            try {
                if (failure.get() == null) {
                    body.accept(round);
                }
            } catch (RuntimeException | Error thrown) {
                failure.compareAndSet(null, thrown);
            } finally {
                open.countDown();
            }
        }
    }

    private void awaitHelpers() {
        boolean interrupted = false;
        while (true) {
            try {
                open.await();
                break;
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
