package org.lisible.web.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/**
 * What is counted of the queues of one model on one engine: the one there is, and during a swap also the one that is being
 * emptied. Safe for any thread.
 */
public final class QueueMetrics {

    private final Set<IntSupplier> open = ConcurrentHashMap.newKeySet();
    private final Histogram batches = new Histogram(Histogram.COUNTS);

    /** A queue was opened; it is held until {@link #closed}. */
    public void opened(IntSupplier length) {
        open.add(length);
    }

    /** The queue that was opened with this very supplier is no more. */
    public void closed(IntSupplier length) {
        open.remove(length);
    }

    /** An engine was given so many images at once. */
    public void batch(int size) {
        batches.add(size);
    }

    /** How many images wait now. */
    int length() {
        return open.stream().mapToInt(IntSupplier::getAsInt).sum();
    }

    Histogram batches() {
        return batches;
    }
}
