package org.lisible.engine.pure;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import org.lisible.engine.pure.plan.Crew;
import org.lisible.engine.pure.plan.Plan;
import org.lisible.engine.pure.plan.Workspace;

/**
 * A caller and lent threads that share the parts of each step of its run. Whoever is free takes the next part, so the caller
 * gets done even if no helper ever comes, and waits only for parts that a helper has begun. A helper that finds nothing to do
 * for a moment goes home; within that moment it is there for the next run, too.
 *
 * <p>Belongs to one workspace and is used by one run at a time. Allocates nothing per run.
 */
final class Team implements Crew {

    /** For so long a caller waits for the last part without giving its core away: longer than most parts take. */
    private static final long CALLER_SPINS_NANOS = 300_000;
    /** For so long a helper waits for the next step, or the next run. */
    private static final long HELPER_SPINS_NANOS = 100_000;
    /** Bits of a ticket for the number of parts, and for the next part. */
    private static final int BITS = 20;

    private static final long MASK = (1L << BITS) - 1;

    private final Executor executor;
    private final Helper[] helpers;

    /** {@code [step's number][parts][next part]}: one number, so that a part can only be taken of the step it belongs to. */
    private final AtomicLong ticket = new AtomicLong();

    private final AtomicInteger done = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile Thread waiting;

    // Written before the ticket, and not again until all its parts are done.
    private Plan plan;
    private int step;
    private int images;
    private Workspace workspace;

    /** @param threads with the caller's */
    Team(Executor executor, int threads) {
        this.executor = executor;
        this.helpers = new Helper[threads - 1];
        for (int i = 0; i < helpers.length; i++) {
            helpers[i] = new Helper(i + 1);
        }
    }

    /** Asks helpers to come. Those of an earlier run that have not gone home are not asked again. */
    void gather() {
        try {
            for (Helper helper : helpers) {
                if (helper.away.compareAndSet(true, false)) {
                    helper.ask();
                }
            }
        } catch (RejectedExecutionException noHelp) {
            // The caller's thread is enough.
        }
    }

    @Override
    public void run(Plan plan, int step, int images, Workspace workspace) {
        int parts = plan.parts(step, images);
        if (parts == 1) {
            plan.runPart(step, 0, images, workspace, 0);
            return;
        }
        this.plan = plan;
        this.step = step;
        this.images = images;
        this.workspace = workspace;
        done.set(0);
        long number = (ticket.get() >>> 2 * BITS) + 1;
        ticket.set(number << 2 * BITS | (long) parts << BITS);
        for (int part = take(); part >= 0; part = take()) {
            work(part, 0);
        }
        await(parts);
        Throwable cause = failure.getAndSet(null);
        if (cause != null) {
            throw new IllegalStateException("a step failed: " + cause, cause);
        }
    }

    /** The next part of the step, now the caller's; -1 if none is left. */
    private int take() {
        while (true) {
            long now = ticket.get();
            long next = now & MASK;
            if (next >= (now >>> BITS & MASK)) {
                return -1;
            }
            if (ticket.compareAndSet(now, now + 1)) {
                return (int) next;
            }
        }
    }

    private void work(int part, int thread) {
        try {
            if (failure.get() == null) {
                plan.runPart(step, part, images, workspace, thread);
            }
        } catch (RuntimeException | Error thrown) {
            failure.compareAndSet(null, thrown);
        } finally {
            done.incrementAndGet();
        }
    }

    private void await(int parts) {
        long start = System.nanoTime();
        while (done.get() < parts) {
            if (System.nanoTime() - start < CALLER_SPINS_NANOS) {
                Thread.onSpinWait();
            } else {
                waiting = Thread.currentThread();
                if (done.get() < parts) {
                    LockSupport.park(this);
                }
                waiting = null;
            }
        }
    }

    private final class Helper implements Runnable {

        private final int thread;
        private final AtomicBoolean away = new AtomicBoolean(true);

        Helper(int thread) {
            this.thread = thread;
        }

        private void ask() {
            try {
                executor.execute(this);
            } catch (RejectedExecutionException e) {
                away.set(true);
                throw e;
            }
        }

        @Override
        public void run() {
            try {
                long idleSince = System.nanoTime();
                while (System.nanoTime() - idleSince < HELPER_SPINS_NANOS) {
                    int part = take();
                    if (part >= 0) {
                        work(part, thread);
                        LockSupport.unpark(waiting);
                        idleSince = System.nanoTime();
                    }
                    Thread.onSpinWait();
                }
            } finally {
                away.set(true);
            }
        }
    }
}
