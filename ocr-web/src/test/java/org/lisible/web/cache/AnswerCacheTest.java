package org.lisible.web.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

class AnswerCacheTest {

    @Test
    void findsWhatItKept() {
        Map<String, String> kept = new HashMap<>();
        AnswerCache cache = new AnswerCache(new Store() {
            @Override
            public String get(String key) {
                return kept.get(key);
            }

            @Override
            public void put(String key, String answer) {
                kept.put(key, answer);
            }
        });

        assertThat(cache.isOn()).isTrue();
        assertThat(cache.find("a")).isEmpty();
        cache.keep("a", "b");
        assertThat(cache.find("a")).contains("b");
    }

    @Test
    void hasNothingWhenItsStoreFails() {
        AnswerCache cache = new AnswerCache(new Store() {
            @Override
            public String get(String key) {
                throw new IllegalStateException("a member has left");
            }

            @Override
            public void put(String key, String answer) {
                throw new IllegalStateException("a member has left");
            }
        });

        cache.keep("a", "b");
        assertThat(cache.find("a")).isEmpty();
    }

    @Test
    void leavesAStoreAloneThatHangs() throws InterruptedException {
        AtomicInteger calls = new AtomicInteger();
        AtomicBoolean hangs = new AtomicBoolean(true);
        Store store = new Store() {
            @Override
            public String get(String key) {
                calls.incrementAndGet();
                while (hangs.get()) {
                    Thread.onSpinWait();
                }
                return "b";
            }

            @Override
            public void put(String key, String answer) {
                get(key);
            }
        };
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            AnswerCache cache = new AnswerCache(
                    new PatientStore(store, threads, Duration.ofMillis(50), Duration.ofMillis(300)));

            long began = System.nanoTime();
            for (int i = 0; i < 100; i++) {
                assertThat(cache.find("a")).isEmpty();
                cache.keep("a", "b");
            }
            long took = (System.nanoTime() - began) / 1_000_000;
            assertThat((long) calls.get()).as("asked within " + took + " ms").isBetween(1L, 1 + took / 300);

            hangs.set(false);
            Thread.sleep(350);
            assertThat(cache.find("a")).contains("b");
        } finally {
            hangs.set(false);
            threads.close();
        }
    }
}
