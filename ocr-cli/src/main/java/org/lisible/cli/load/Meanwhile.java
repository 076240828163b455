package org.lisible.cli.load;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A shell command that is run again and again on a thread of its own, to change the server while others ask it. */
public final class Meanwhile implements AutoCloseable {

    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    /** @param every from the start of one run to that of the next; a run that takes longer is not overtaken */
    public Meanwhile(String command, Duration every) {
        thread = Thread.ofPlatform().daemon().name("meanwhile").start(() -> repeat(command, every));
    }

    private void repeat(String command, Duration every) {
        try {
            long left;
            do {
                long began = System.nanoTime();
                Process process = new ProcessBuilder("sh", "-c", command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
                if (process.waitFor() != 0) {
                    failures.incrementAndGet();
                }
                runs.incrementAndGet();
                left = every.toNanos() - (System.nanoTime() - began);
            } while (!closed.await(left, TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            failures.incrementAndGet();
        }
    }

    /** Runs that have ended. */
    public int runs() {
        return runs.get();
    }

    /** Runs that ended with another code than 0. */
    public int failures() {
        return failures.get();
    }

    /** Waits for the run that is under way; no other begins. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
