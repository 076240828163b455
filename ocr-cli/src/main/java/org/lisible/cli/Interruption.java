package org.lisible.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ctrl-C as a flag that long work looks at: the JVM waits for the work to write its checkpoint before it ends. Holds from
 * {@link #watch} to {@link #close}.
 */
final class Interruption implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 120;

    private final AtomicBoolean asked = new AtomicBoolean();
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook;

    private Interruption(Runnable whenAsked) {
        hook = new Thread(
                () -> {
                    asked.set(true);
                    whenAsked.run();
                    await();
                },
                "ctrl-c");
    }

    /** From now on Ctrl-C is told to the result instead of ending the program at once. */
    static Interruption watch(Runnable whenAsked) {
        Interruption interruption = new Interruption(whenAsked);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    boolean asked() {
        return asked.get();
    }

    /** The work is done, whether it was asked to stop or not. */
    @Override
    public void close() {
        done.countDown();
        if (!asked()) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The JVM ends at this moment; the hook finds the work done.
            }
        }
    }

    private void await() {
        try {
            if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("gave up waiting for the checkpoint after " + PATIENCE_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
