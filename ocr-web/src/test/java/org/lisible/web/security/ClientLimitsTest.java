package org.lisible.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientLimitsTest {

    private static final long SECOND = 1_000_000_000;

    private final AtomicLong now = new AtomicLong();

    @ParameterizedTest
    @ValueSource(longs = {0, Long.MAX_VALUE - SECOND, Long.MIN_VALUE})
    void givesABurstAtOnceAndThenTheRate(long start) {
        now.set(start);
        ClientLimits limits = limits(10, 20, 100);

        assertThat(taken(limits, "a", 50)).isEqualTo(20);
        now.addAndGet(SECOND);
        assertThat(taken(limits, "a", 50)).isEqualTo(10);
        now.addAndGet(SECOND / 10);
        assertThat(taken(limits, "a", 50)).isEqualTo(1);
        now.addAndGet(1000 * SECOND);
        assertThat(taken(limits, "a", 50)).isEqualTo(20);
    }

    @Test
    void aRefusalCostsNothing() {
        ClientLimits limits = limits(1, 1, 100);
        assertThat(taken(limits, "a", 1000)).isEqualTo(1);
        now.addAndGet(SECOND);
        assertThat(limits.take("a")).isTrue();
    }

    @Test
    void clientsDoNotShare() {
        ClientLimits limits = limits(1, 5, 100);
        assertThat(taken(limits, "a", 9)).isEqualTo(5);
        assertThat(taken(limits, "b", 9)).isEqualTo(5);
    }

    @Test
    void givesNoTokenTwiceToManyThreads() throws Exception {
        ClientLimits limits = limits(1, 1000, 100);
        try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
            List<Future<Integer>> counts = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                counts.add(callers.submit(() -> taken(limits, "a", 1000)));
            }
            int sum = 0;
            for (Future<Integer> count : counts) {
                sum += count.get();
            }
            assertThat(sum).isEqualTo(1000);
        }
    }

    @Test
    void remembersNoMoreClientsThanItMay() {
        ClientLimits limits = limits(1, 10, 1000);
        for (int i = 0; i < 100_000; i++) {
            now.addAndGet(SECOND / 1000);
            limits.take("client " + i);
            assertThat(limits.clients()).isLessThanOrEqualTo(1001);
        }
    }

    @Test
    void forgetsThoseWhoWaitBeforeThoseWhoFlood() {
        ClientLimits limits = limits(1, 100, 1000);
        assertThat(taken(limits, "flood", 200)).isEqualTo(100);
        for (int i = 0; i < 10_000; i++) {
            limits.take("client " + i);
        }
        assertThat(limits.take("flood")).isFalse();
    }

    private ClientLimits limits(long rate, long burst, int clients) {
        return new ClientLimits(rate, burst, clients, now::get);
    }

    private static int taken(ClientLimits limits, String client, int tries) {
        int taken = 0;
        for (int i = 0; i < tries; i++) {
            taken += limits.take(client) ? 1 : 0;
        }
        return taken;
    }
}
