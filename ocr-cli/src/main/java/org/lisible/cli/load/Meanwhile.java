package org.lisible.cli.load;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** A shell command that is run again and again on a thread of its own, to change the server while others ask it. */
public final class Meanwhile implements AutoCloseable {

    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private final Thread thread;

    /** @param every from the start of one run to that of the next; a run that takes longer is not overtaken */
    public Meanwhile(String command, Duration every) {
        thread = Thread.ofPlatform().daemon().name("meanwhile").start(() -> repeat(command, every));
    }

    private void repeat(String command, Duration every) {
        try {
            while (!Thread.interrupted()) {
                long began = System.nanoTime();
                Process process = new ProcessBuilder("sh", "-c", command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
                try {
                    runs.incrementAndGet();
                    if (process.waitFor() != 0) {
                        failures.incrementAndGet();
                    }
                } finally {
                    process.destroy();
                }
                Thread.sleep(Duration.ofNanos(Math.max(0, every.toNanos() - (System.nanoTime() - began))));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            failures.incrementAndGet();
        }
    }

    public int runs() {
        return runs.get();
    }

    /** Runs that ended with another code than 0. */
    public int failures() {
        return failures.get();
    }

    /** Ends the run that is under way. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
