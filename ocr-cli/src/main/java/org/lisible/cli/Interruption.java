package org.lisible.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Ctrl-C as a flag that long work looks at: the JVM waits for the work to write its checkpoint before it ends. */
final class Interruption {

    private static final long PATIENCE_SECONDS = 120;
    private static final CountDownLatch DONE = new CountDownLatch(1);

    private final AtomicBoolean asked = new AtomicBoolean();

    private Interruption() {}

    /** From now on Ctrl-C is told to the result instead of ending the program at once. */
    static Interruption watch(Runnable whenAsked) {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(new Thread(
                () -> {
                    if (DONE.getCount() > 0) {
                        interruption.asked.set(true);
                        whenAsked.run();
                        await();
                    }
                },
                "ctrl-c"));
        return interruption;
    }

    boolean asked() {
        return asked.get();
    }

    /** The last thing that {@code main} does before it exits. */
    static void workIsDone() {
        DONE.countDown();
    }

    private static void await() {
        try {
            if (!DONE.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("gave up waiting for the checkpoint after " + PATIENCE_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
