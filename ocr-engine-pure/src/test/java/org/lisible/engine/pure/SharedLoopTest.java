package org.lisible.engine.pure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.lisible.OcrException;

class SharedLoopTest {

    @Test
    void runsEachRoundOnceHoweverManyThreadsThereAre() {
        for (int threads = 1; threads <= 4; threads++) {
            AtomicIntegerArray runs = new AtomicIntegerArray(207);
            try (ExecutorService executor = Executors.newFixedThreadPool(3)) {
                new SharedLoop(207, runs::incrementAndGet).run(executor, threads);
            }
            assertThat(IntStream.range(0, 207).map(runs::get)).containsOnly(1);
        }
    }

    @Test
    void helpersReallyWorkBesideTheCaller() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        CountDownLatch both = new CountDownLatch(2);
        try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
            new SharedLoop(2, round -> {
                        threads.add(Thread.currentThread());
                        both.countDown();
                        await(both);
                    })
                    .run(executor, 2);
        }
        assertThat(threads).hasSize(2).contains(Thread.currentThread());
    }

    @Test
    void doesNotWaitForHelpersThatNeverStart() {
        AtomicInteger runs = new AtomicInteger();
        new SharedLoop(13, round -> runs.incrementAndGet()).run(task -> {}, 4);
        assertThat(runs).hasValue(13);
    }

    @Test
    void worksAloneWhenHelpIsRefused() {
        AtomicInteger runs = new AtomicInteger();
        new SharedLoop(13, round -> runs.incrementAndGet())
                .run(
                        task -> {
                            throw new RejectedExecutionException("full");
                        },
                        4);
        assertThat(runs).hasValue(13);
    }

    @Test
    void aFailureEndsTheLoopAndKeepsItsKind() {
        AtomicInteger runs = new AtomicInteger();
        SharedLoop timedOut = new SharedLoop(13, round -> {
            runs.incrementAndGet();
            throw new OcrException(OcrException.Kind.TIMEOUT, "deadline-passed", "too late");
        });
        assertThatThrownBy(() -> timedOut.run(Runnable::run, 1)).isInstanceOf(OcrException.class).hasMessage("too late");
        assertThat(runs).hasValue(1);
    }

    @Test
    void anUnexpectedFailureIsBroken() {
        SharedLoop broken = new SharedLoop(3, round -> {
            throw new IllegalStateException("bug");
        });
        assertThatThrownBy(() -> broken.run(Runnable::run, 1))
                .isInstanceOfSatisfying(
                        OcrException.class, e -> assertThat(e.kind()).isEqualTo(OcrException.Kind.BROKEN))
                .hasMessage("the engine pure failed: java.lang.IllegalStateException: bug")
                .hasRootCauseMessage("bug");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
