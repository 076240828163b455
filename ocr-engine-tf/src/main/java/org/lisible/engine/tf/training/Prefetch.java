package org.lisible.engine.tf.training;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;

/**
 * Makes the next batches on a thread of its own while the network learns from this one, for augmenting takes time. At
 * most three batches are held. Closing it ends the thread.
 */
final class Prefetch implements AutoCloseable {

    /** What the thread hands over: a batch, the end (null) or why there is none. */
    private record Parcel(Batch batch, Throwable failure) {}

    private final BlockingQueue<Parcel> ready = new ArrayBlockingQueue<>(2);
    private final Thread thread;

    /** @param source called on the thread until it gives null */
    Prefetch(Supplier<Batch> source) {
        thread = Thread.ofPlatform().daemon().name("lisible-examples").unstarted(() -> fill(source));
        thread.start();
    }

    private void fill(Supplier<Batch> source) {
        try {
            Parcel parcel;
            do {
                parcel = make(source);
                ready.put(parcel);
            } while (parcel.batch() != null);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private static Parcel make(Supplier<Batch> source) {
        try {
            return new Parcel(source.get(), null);
        } catch (RuntimeException | Error failure) {
            return new Parcel(null, failure);
        }
    }

    /** The next batch, or null after the last; throws what the source threw. */
    Batch next() {
        try {
            Parcel parcel = ready.take();
            switch (parcel.failure()) {
                case null -> {
                    return parcel.batch();
                }
                case RuntimeException failure -> throw failure;
                case Throwable failure -> throw (Error) failure;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for examples", interrupted);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
