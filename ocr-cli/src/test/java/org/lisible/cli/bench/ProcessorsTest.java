package org.lisible.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class ProcessorsTest {

    @Test
    void pinsToTheLastProcessorsThatMayBeUsed() {
        var processors = new Processors(Processors.numbers("\t0-2,8"), true);
        assertThat(processors.usable()).containsExactly(0, 1, 2, 8);
        assertThat(processors.pinned(1)).containsExactly("taskset", "-c", "8");
        assertThat(processors.pinned(2)).containsExactly("taskset", "-c", "2,8");
    }

    @Test
    void doesNotPinWhereItCannot() {
        assertThat(new Processors(List.of(0, 1), true).pinned(3)).isEmpty();
        assertThat(new Processors(List.of(0, 1), false).canPin(1)).isFalse();
    }
}
