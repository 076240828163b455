package org.lisible.web.rest;

import static java.util.Objects.requireNonNull;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

import org.lisible.OcrException;

/**
 * How many bodies may be on their way at once, from everybody and from one client, and for how long: each holds a thread of
 * the server while it arrives, and one who sends a byte a second must not get hold of all of them. Safe for any thread.
 */
final class BodyArrivals {

    private final int most;
    private final Duration time;
    private final LongSupplier nanos;
    private final AtomicInteger all = new AtomicInteger();
    private final ConcurrentMap<String, Integer> ofClient = new ConcurrentHashMap<>();

    /**
     * @param most bodies at once; of one client half of them
     * @param time that a body may take
     * @param nanos as {@link System#nanoTime}
     */
    BodyArrivals(int most, Duration time, LongSupplier nanos) {
        this.most = most;
        this.time = requireNonNull(time, "time is null");
        this.nanos = requireNonNull(nanos, "nanos is null");
    }

    /** One body of that client, which has not begun to arrive. */
    Arrival of(String client) {
        return new Arrival(client);
    }

    int underWay() {
        return all.get();
    }

    /** One body; for one thread. */
    final class Arrival {

        private final String client;
        private long begun;
        private boolean underWay;
        private boolean over;

        private Arrival(String client) {
            this.client = requireNonNull(client, "client is null");
        }

        /**
         * To be called before each read.
         *
         * @throws OcrException at the first call, of kind {@code TOO_MANY} if too many of the client's bodies arrive already,
         *     {@code UNAVAILABLE} if too many of all do
         * @throws SocketTimeoutException if it takes too long
         */
        void goesOn() throws SocketTimeoutException {
            if (over) {
                return;
            }
            if (!underWay) {
                begin();
            } else if (nanos.getAsLong() - begun > time.toNanos()) {
                throw new SocketTimeoutException(
                        "the body of the request did not arrive within " + time.toMillis() / 1000.0 + " s");
            }
        }

        private void begin() {
            int share = Math.max(1, most / 2);
            if (ofClient.merge(client, 1, Integer::sum) > share) {
                leave();
                throw new OcrException(
                        OcrException.Kind.TOO_MANY,
                        "too-many-uploads",
                        "more than " + share + " requests of one client are being sent at once");
            }
            if (all.incrementAndGet() > most) {
                all.decrementAndGet();
                leave();
                throw new OcrException(
                        OcrException.Kind.UNAVAILABLE,
                        "too-many-uploads",
                        "more than " + most + " requests are being sent at once; try again");
            }
            begun = nanos.getAsLong();
            underWay = true;
        }

        /** It is there, or nobody waits for it any longer. Idempotent. */
        void ends() {
            over = true;
            if (underWay) {
                underWay = false;
                all.decrementAndGet();
                leave();
            }
        }

        private void leave() {
            ofClient.computeIfPresent(client, (_, count) -> count > 1 ? count - 1 : null);
        }
    }
}
