package org.lisible.web.security;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/**
 * A bucket of tokens for each client: a request takes one, and they come back at a steady rate. A bucket is one number, the
 * time at which it will be full again (the generic cell rate algorithm, ITU-T I.371), and a full one need not be kept. No
 * library: this is all there is to it, and the one with the most users brings neither the bound on clients nor less code to
 * call. Safe for any thread.
 */
final class ClientLimits {

    private static final long SECOND = 1_000_000_000;

    private final long refill;
    private final long capacity;
    private final int clients;
    private final LongSupplier nanos;
    private final ConcurrentMap<String, Long> fullAgain = new ConcurrentHashMap<>();

    /**
     * @param rate requests a second that a client may make for ever, at least 1
     * @param burst requests that it may make at once, at least 1
     * @param clients how many are remembered; of more, those whose buckets are fullest are forgotten, and begin with a full one
     * @param nanos as {@link System#nanoTime}
     */
    ClientLimits(long rate, long burst, int clients, LongSupplier nanos) {
        this.refill = Math.max(1, SECOND / rate);
        this.capacity = Math.multiplyExact(refill, burst);
        this.clients = clients;
        this.nanos = requireNonNull(nanos, "nanos is null");
    }

    /** Takes a token of that client's; false if there is none, which costs it nothing more. */
    boolean take(String client) {
        long now = nanos.getAsLong();
        boolean[] taken = new boolean[1];
        fullAgain.compute(client, (_, full) -> {
            long next = (full == null || full - now < 0 ? now : full) + refill;
            taken[0] = next - now <= capacity;
            return taken[0] ? Long.valueOf(next) : full;
        });
        if (fullAgain.size() > clients) {
            forget(now);
        }
        return taken[0];
    }

    /** Full buckets first; if everybody is busy, those that will be full soonest. Leaves room, so that it runs seldom. */
    private void forget(long now) {
        int enough = clients - clients / 4;
        for (long share = 0; share <= 4 && fullAgain.size() > enough; share++) {
            long soon = capacity / 4 * share;
            fullAgain.values().removeIf(full -> full - now <= soon);
        }
    }

    /** How many clients are remembered. */
    int clients() {
        return fullAgain.size();
    }
}
