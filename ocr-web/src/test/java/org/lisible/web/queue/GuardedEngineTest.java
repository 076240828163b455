package org.lisible.web.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.lisible.OcrException;
import org.lisible.result.EngineResult;
import org.lisible.spi.EngineInfo;
import org.lisible.spi.OcrEngine;
import org.lisible.spi.RunOptions;
import org.lisible.tensor.Tensor;

class GuardedEngineTest {

    private static final List<Tensor> INPUT = List.of(new Tensor(new int[] {1}, new float[1]));

    @Test
    void doesNotBelieveAnEngineThatGivesTooFewResults() {
        assertBroken(List::of, "engine odd failed: it gave 0 results for 1 inputs");
    }

    @Test
    void turnsWhateverAnEngineThrowsIntoOneSentence() {
        assertBroken(
                () -> {
                    throw new UnsatisfiedLinkError("no libodd");
                },
                "engine odd failed: java.lang.UnsatisfiedLinkError: no libodd");
    }

    @Test
    void survivesAnEngineThatRunsOutOfMemoryOrStack() {
        assertBroken(
                () -> {
                    throw new OutOfMemoryError("heap");
                },
                "engine odd failed: java.lang.OutOfMemoryError: heap");
        assertBroken(
                () -> {
                    throw new StackOverflowError();
                },
                "engine odd failed: java.lang.StackOverflowError");
    }

    @Test
    void doesNotBelieveAResultThatIsNull() {
        assertBroken(
                () -> Collections.singletonList(null),
                "engine odd failed: java.lang.NullPointerException: one of its results is null");
    }

    @Test
    void waitsForNobodyWhoDoesNotReturnAndIsClosedByTheLastWhoDoes() throws Exception {
        EchoEngine held = new EchoEngine(true);
        GuardedEngine engine = new GuardedEngine(held);
        Thread call = Thread.ofVirtual().start(() -> engine.recognize(INPUT, RunOptions.UNLIMITED));
        held.entered.await();

        engine.close();
        assertThat(engine.awaitClosed(Duration.ofMillis(20))).isFalse();
        assertThat(held.closes).as("closed under a running call").hasValue(0);

        held.release();
        call.join();
        assertThat(engine.awaitClosed(Duration.ofSeconds(20))).isTrue();
        assertThat(held.closes).hasValue(1);
    }

    @Test
    void refusesCallsAfterItWasClosed() {
        GuardedEngine engine = new GuardedEngine(new OddEngine(List::of));
        engine.close();

        assertThatThrownBy(() -> engine.recognize(INPUT, RunOptions.UNLIMITED))
                .isInstanceOfSatisfying(
                        OcrException.class, e -> assertThat(e.kind()).isEqualTo(OcrException.Kind.UNAVAILABLE));
    }

    private static void assertBroken(Supplier<List<EngineResult>> behaviour, String message) {
        assertThatThrownBy(() -> new GuardedEngine(new OddEngine(behaviour)).recognize(INPUT, RunOptions.UNLIMITED))
                .hasMessage(message)
                .isInstanceOfSatisfying(
                        OcrException.class, e -> assertThat(e.kind()).isEqualTo(OcrException.Kind.BROKEN));
    }

    private record OddEngine(Supplier<List<EngineResult>> behaviour) implements OcrEngine {

        @Override
        public EngineInfo info() {
            return new EngineInfo("odd", "1", "cpu", "none", "odd/1");
        }

        @Override
        public List<EngineResult> recognize(List<Tensor> inputs, RunOptions options) {
            return behaviour.get();
        }

        @Override
        public void close() {}
    }
}
