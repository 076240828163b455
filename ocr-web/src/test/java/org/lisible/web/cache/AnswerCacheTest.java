package org.lisible.web.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;

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
}
