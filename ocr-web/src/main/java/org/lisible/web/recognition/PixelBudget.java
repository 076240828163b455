package org.lisible.web.recognition;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.lisible.OcrException;

/**
 * Keeps images from being decoded side by side that the heap could not hold together. Small images pass as if it were not
 * there; of the largest ones that are read at all, at least one has its turn. First come, first served.
 */
final class PixelBudget {

    /** One permit stands for so many pixels. */
    private static final int GRAIN = 1024;

    /** What decoding may take for each pixel. */
    private static final int BYTES_PER_PIXEL = 8;

    private final int permits;
    private final Semaphore free;

    /**
     * @param heapBytes the heap's size, of which decoding may take a quarter
     * @param largestImage pixels of the largest image that is read at all
     */
    PixelBudget(long heapBytes, long largestImage) {
        long pixels = Math.max(largestImage, heapBytes / 4 / BYTES_PER_PIXEL);
        permits = (int) Math.min(pixels / GRAIN + 1, Integer.MAX_VALUE);
        free = new Semaphore(permits, true);
    }

    /**
     * Does the work once there is room for it.
     *
     * @param pixels of the image
     * @param deadlineNanos {@link System#nanoTime} until which it waits for room
     * @throws OcrException of kind {@code UNAVAILABLE} if there was no room until then
     */
    <T> T spend(long pixels, long deadlineNanos, Supplier<T> work) {
        int share = (int) Math.min(pixels / GRAIN + 1, permits);
        acquire(share, deadlineNanos);
        try {
            return work.get();
        } finally {
            free.release(share);
        }
    }

    private void acquire(int share, long deadlineNanos) {
        try {
            if (free.tryAcquire(share, deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new OcrException(
                OcrException.Kind.UNAVAILABLE, "memory-busy", "too many large images are being decoded; try again");
    }
}
