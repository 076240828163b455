package org.lisible.web.rest;

import java.util.concurrent.atomic.AtomicLong;

import org.lisible.OcrException;

/**
 * How many bytes of bodies may be in memory at once, over all requests. Only bytes that have arrived count, so that a slow
 * client holds no more than what it has sent. Safe for any thread.
 */
final class BodyBudget {

    private final long most;
    private final AtomicLong held = new AtomicLong();

    /** @param most bytes that may be held at once */
    BodyBudget(long most) {
        this.most = most;
    }

    /** @throws OcrException of kind {@code UNAVAILABLE} if there is no room for so many bytes more; none is then taken */
    void take(long bytes) {
        if (held.addAndGet(bytes) > most) {
            held.addAndGet(-bytes);
            throw new OcrException(
                    OcrException.Kind.UNAVAILABLE, "memory-busy", "too many large images are being sent; try again");
        }
    }

    /** Bytes that may be held at once. */
    long most() {
        return most;
    }

    void give(long bytes) {
        held.addAndGet(-bytes);
    }

    long held() {
        return held.get();
    }
}
