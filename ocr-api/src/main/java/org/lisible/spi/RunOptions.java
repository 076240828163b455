package org.lisible.spi;

import static java.util.Objects.requireNonNull;

import java.util.function.BooleanSupplier;

import org.lisible.OcrException;

/**
 * How long one call may take and whether anybody still waits for it.
 *
 * @param deadlineNanos {@link System#nanoTime} after which no work is begun, or {@link Long#MAX_VALUE} for never
 * @param cancelled true once nobody wants the result; called from the engine's threads
 */
public record RunOptions(long deadlineNanos, BooleanSupplier cancelled) {

    /** No deadline, never cancelled. */
    public static final RunOptions UNLIMITED = new RunOptions(Long.MAX_VALUE, () -> false);

    public RunOptions {
        requireNonNull(cancelled, "cancelled is null");
    }

    /**
     * Called before each piece of work.
     *
     * @throws OcrException of kind {@code TIMEOUT} when the deadline has passed or the call was cancelled
     */
    public void check() {
        if (cancelled.getAsBoolean()) {
            throw new OcrException(OcrException.Kind.TIMEOUT, "cancelled", "the caller no longer waits for this result");
        }
        if (deadlineNanos != Long.MAX_VALUE && System.nanoTime() - deadlineNanos > 0) {
            throw new OcrException(
                    OcrException.Kind.TIMEOUT, "deadline-passed", "the deadline passed before the work was done");
        }
    }
}
