package org.lisible.web.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lisible.OcrException;

@Timeout(60)
class PixelBudgetTest {

    private static final long LARGEST = 16_000_000;

    private final PixelBudget budget = new PixelBudget(320_000_000, LARGEST);

    @Test
    void decodesTheLargestImagesOneAfterTheOtherInASmallHeap() throws Exception {
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (ExecutorService callers = Executors.newCachedThreadPool()) {
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                calls.add(callers.submit(() -> budget.spend(LARGEST, inTenSeconds(), () -> {
                    most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                    Thread.yield();
                    return atOnce.decrementAndGet();
                })));
            }
            for (Future<?> call : calls) {
                call.get();
            }
        }

        assertThat(most).hasValue(1);
    }

    @Test
    void decodesSmallImagesSideBySide() throws Exception {
        CountDownLatch together = new CountDownLatch(8);
        try (ExecutorService callers = Executors.newCachedThreadPool()) {
            List<Future<Boolean>> calls = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                calls.add(callers.submit(() -> budget.spend(10_000, inTenSeconds(), () -> {
                    together.countDown();
                    return await(together);
                })));
            }
            for (Future<Boolean> call : calls) {
                assertThat(call.get()).isTrue();
            }
        }
    }

    @Test
    void sendsAwayWhomThereIsNoRoomForUntilTheDeadline() {
        assertThatThrownBy(() -> budget.spend(LARGEST, inTenSeconds(), () -> budget.spend(1, System.nanoTime(), () -> 1)))
                .hasMessage("too many large images are being decoded; try again")
                .isInstanceOfSatisfying(
                        OcrException.class, e -> assertThat(e.kind()).isEqualTo(OcrException.Kind.UNAVAILABLE));
    }

    @Test
    void givesRoomBackWhenTheWorkFails() {
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> budget.spend(LARGEST, inTenSeconds(), () -> {
                        throw new IllegalStateException("broken image");
                    }))
                    .hasMessage("broken image");
        }
    }

    private static long inTenSeconds() {
        return System.nanoTime() + 10_000_000_000L;
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
