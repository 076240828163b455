package org.lisible.web.rest;

import static java.util.Objects.requireNonNull;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import org.lisible.OcrException;

/** A body that fails after so many bytes, when all bodies together have too many, or when it takes too long to arrive. */
final class LimitedBody extends FilterInputStream {

    /** Looks on, and throws to stop the reading. */
    @FunctionalInterface
    interface Watch {

        void see(byte[] buffer, int offset, int length);
    }

    private final long limit;
    private final long expected;
    private final BodyBudget budget;
    private final BodyArrivals.Arrival arrival;
    private final Watch watch;
    private long read;
    private long held;

    /**
     * @param limit bytes that are read at most
     * @param expected bytes of the whole body, with which it has arrived though nobody reads on to its end; -1 if unknown
     * @param budget of all bodies
     * @param arrival of this one
     * @param watch sees every byte before the reader does
     */
    LimitedBody(
            InputStream in, long limit, long expected, BodyBudget budget, BodyArrivals.Arrival arrival, Watch watch) {
        super(in);
        this.limit = limit;
        this.expected = expected;
        this.budget = requireNonNull(budget, "budget is null");
        this.arrival = requireNonNull(arrival, "arrival is null");
        this.watch = requireNonNull(watch, "watch is null");
    }

    /** Gives back what was taken of the budget, and its place among those that arrive. Idempotent. */
    void release() {
        arrival.ends();
        budget.give(held);
        held = 0;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        arrival.goesOn();
        int count = super.read(buffer, offset, length);
        if (count < 0) {
            arrival.ends();
        } else {
            count(count);
            watch.see(buffer, offset, count);
            if (read == expected) {
                arrival.ends();
            }
        }
        return count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(int bytes) {
        read += bytes;
        if (read > limit) {
            throw tooLarge("the request has more than " + limit + " bytes");
        }
        budget.take(bytes);
        held += bytes;
    }

    static OcrException tooLarge(String message) {
        return new OcrException(OcrException.Kind.TOO_LARGE, "too-many-bytes", message);
    }
}
