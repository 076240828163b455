package org.lisible.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.lisible.image.GrayImage;

class BalanceTest {

    /** Two of a, five of b, one of c. */
    private static final List<Sample> SAMPLES = "abbabbbc".chars()
            .mapToObj(label -> new Sample("", () -> new GrayImage(1, 1, new byte[1]), Character.toString(label)))
            .toList();

    @Test
    void bringsEveryRareLabelToTheSameNumber() {
        Balance balance = Balance.of(SAMPLES, 4);
        List<Integer> all = new ArrayList<>(IntStream.range(0, SAMPLES.size()).boxed().toList());
        IntStream.range(0, balance.size()).mapToObj(slot -> balance.sample(slot, 1)).forEach(all::add);
        assertThat(all.stream().collect(Collectors.groupingBy(i -> SAMPLES.get(i).label(), Collectors.counting())))
                .isEqualTo(Map.of("a", 4L, "b", 5L, "c", 4L));
    }

    @Test
    void repeatsEveryImageOfALabelEquallyOftenOverTheEpochs() {
        Balance balance = Balance.of(SAMPLES, 3);
        Map<Integer, Long> repeats = IntStream.rangeClosed(1, 10)
                .boxed()
                .flatMap(epoch -> IntStream.range(0, balance.size()).mapToObj(slot -> balance.sample(slot, epoch)))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(repeats).isEqualTo(Map.of(0, 5L, 3, 5L, 7, 20L));
    }

    @Test
    void repeatsNothingUnlessAsked() {
        assertThat(Balance.of(SAMPLES, 0).size()).isZero();
    }
}
