package org.lisible.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;

import org.junit.jupiter.api.Test;
import org.lisible.spi.training.TrainingEvent;

class TrainingProgressTest {

    @Test
    void withoutATerminalEveryEpochIsALine() {
        StringWriter text = new StringWriter();
        try (TrainingProgress progress = new TrainingProgress(new PrintWriter(text), 40, false)) {
            progress.accept(new TrainingEvent.Started(346_132, "cpu", 7));
            progress.accept(new TrainingEvent.Step(8, 1, 24, 3.5, 140));
            progress.accept(new TrainingEvent.Epoch(8, 0.51234, 0.25, 0.9857, 0.0042, 1e-3, 6.04, true));
            progress.accept(new TrainingEvent.Note("memory ran out; going on with batches of 16"));
        }
        assertThat(text.toString().lines())
                .containsExactly(
                        "training 346,132 numbers on cpu, going on after epoch 7",
                        "epoch   8/40  loss 0.5123  validation 0.2500  exact  98.57 %  CER  0.42 %  6.0 s  best",
                        "memory ran out; going on with batches of 16");
    }

    @Test
    void timeLeftIsInMinutesOrHours() {
        assertThat(TrainingProgress.duration(4.4)).isEqualTo("0:04 min");
        assertThat(TrainingProgress.duration(61)).isEqualTo("1:01 min");
        assertThat(TrainingProgress.duration(3_900)).isEqualTo("1:05 h");
    }
}
