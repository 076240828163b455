package org.lisible.web.queue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.lisible.OcrException;
import org.lisible.tensor.Tensor;

/** One input, who waits for it and until when. Its outcome is set once; whoever comes second is ignored. */
final class Job {

    final Tensor input;
    final long deadlineNanos;
    final long arrivedNanos = System.nanoTime();
    private final CompletableFuture<Inference> outcome = new CompletableFuture<>();

    Job(Tensor input, long deadlineNanos) {
        this.input = input;
        this.deadlineNanos = deadlineNanos;
    }

    /** Whether it has its outcome or nobody waits any longer: not worth computing. */
    boolean isOver() {
        return outcome.isDone();
    }

    void complete(Inference inference) {
        outcome.complete(inference);
    }

    void fail(OcrException failure) {
        outcome.completeExceptionally(failure);
    }

    /** Whether the deadline has passed; the job is then over. */
    boolean expire(long nowNanos) {
        if (deadlineNanos != Long.MAX_VALUE && nowNanos - deadlineNanos >= 0) {
            fail(late());
            return true;
        }
        return false;
    }

    /** Waits until the deadline at most; whoever stops waiting makes the job over. */
    Inference await() {
        try {
            return deadlineNanos == Long.MAX_VALUE
                    ? outcome.get()
                    : outcome.get(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            fail(late());
            throw late();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            OcrException stopping = new OcrException(
                    OcrException.Kind.UNAVAILABLE, "interrupted", "the server is stopping; try again", e);
            fail(stopping);
            throw stopping;
        } catch (ExecutionException e) {
            // One batch, many callers: each throws its own, with the stack of its own request.
            OcrException cause = (OcrException) e.getCause();
            throw new OcrException(cause.kind(), cause.code(), cause.getMessage(), cause);
        }
    }

    private static OcrException late() {
        return new OcrException(
                OcrException.Kind.TIMEOUT, "deadline-passed", "the image was not read before its deadline; try again");
    }
}
