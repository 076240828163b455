package org.lisible.web.queue;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lisible.OcrException;
import org.lisible.result.Logits;
import org.lisible.tensor.Tensor;
import org.lisible.web.metrics.QueueMetrics;
import org.lisible.web.settings.Settings;

@Timeout(60)
class InferenceQueueTest {

    private static final long NEVER = Long.MAX_VALUE;

    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final List<InferenceQueue> queues = new ArrayList<>();

    @AfterEach
    void stop() {
        queues.forEach(InferenceQueue::close);
        callers.shutdownNow();
        workers.shutdownNow();
    }

    @Test
    void givesACallerTheResultOfItsOwnInput() {
        InferenceQueue queue = queue(new EchoEngine(false), 4, 4, Duration.ZERO, 1);

        Inference inference = queue.infer(input(7), NEVER);

        assertThat(value(inference)).isEqualTo(7);
        assertThat(inference.batch()).isEqualTo(1);
        assertThat(inference.queueNanos()).isNotNegative();
        assertThat(inference.inferenceNanos()).isPositive();
    }

    @Test
    void givesTheResultsOfManyInputsInTheirOrderABatchAtATime() {
        EchoEngine engine = new EchoEngine(false);
        InferenceQueue queue = queue(engine, 5, 4, Duration.ZERO, 2);

        List<Inference> inferences = queue.inferAll(IntStream.range(0, 10).mapToObj(i -> input(i)).toList(), NEVER);

        assertThat(inferences).extracting(inference -> value(inference)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(engine.batches).containsExactly(4, 4, 2);
        assertThat(queue.inferAll(List.of(), NEVER)).isEmpty();
    }

    @Test
    void neverMixesUpCallersUnderLoad() throws Exception {
        EchoEngine engine = new EchoEngine(false);
        InferenceQueue queue = queue(engine, 100_000, 7, Duration.ZERO, 3);
        AtomicInteger mixedUp = new AtomicInteger();
        List<Future<?>> calls = new ArrayList<>();
        for (int caller = 0; caller < 32; caller++) {
            int first = caller * 10_000;
            calls.add(callers.submit(() -> {
                for (int i = first; i < first + 300; i++) {
                    if (value(queue.infer(input(i), NEVER)) != i) {
                        mixedUp.incrementAndGet();
                    }
                }
            }));
        }
        for (Future<?> call : calls) {
            call.get(50, SECONDS);
        }

        assertThat(mixedUp).hasValue(0);
        assertThat(engine.computed).hasSize(32 * 300).doesNotHaveDuplicates();
        assertThat(engine.batches).as("batches under load").anyMatch(size -> size > 1).allMatch(size -> size <= 7);
    }

    @Test
    void computesTogetherWhatWaitsTogetherInTheOrderOfArrival() throws Exception {
        EchoEngine engine = new EchoEngine(true);
        InferenceQueue queue = queue(engine, 10, 3, Duration.ZERO, 1);
        Future<Inference> first = callers.submit(() -> queue.infer(input(0), NEVER));
        engine.entered.await();
        List<Future<Inference>> others = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            int value = i;
            others.add(callers.submit(() -> queue.infer(input(value), NEVER)));
            awaitSize(queue, i);
        }
        engine.release();

        first.get();
        for (Future<Inference> other : others) {
            other.get();
        }
        assertThat(engine.batches).containsExactly(1, 3, 1);
        assertThat(engine.computed).containsExactly(0f, 1f, 2f, 3f, 4f);
    }

    @Test
    void waitsForCompanyIfItIsToldTo() throws Exception {
        EchoEngine engine = new EchoEngine(false);
        InferenceQueue queue = queue(engine, 10, 2, Duration.ofSeconds(30), 1);
        Future<Inference> one = callers.submit(() -> queue.infer(input(1), NEVER));
        Future<Inference> two = callers.submit(() -> queue.infer(input(2), NEVER));

        assertThat(value(one.get(20, SECONDS))).isEqualTo(1);
        assertThat(value(two.get(20, SECONDS))).isEqualTo(2);
        assertThat(engine.batches).containsExactly(2);
    }

    @Test
    void doesNotWaitForCompanyLongerThanTheDelay() {
        InferenceQueue queue = queue(new EchoEngine(false), 10, 2, Duration.ofMillis(20), 1);

        assertThat(queue.infer(input(1), NEVER).batch()).isEqualTo(1);
    }

    @Test
    void sendsAwayWhomThereIsNoPlaceFor() throws Exception {
        EchoEngine engine = new EchoEngine(true);
        InferenceQueue queue = queue(engine, 2, 1, Duration.ZERO, 1);
        callers.submit(() -> queue.infer(input(0), NEVER));
        engine.entered.await();
        callers.submit(() -> queue.infer(input(1), NEVER));
        callers.submit(() -> queue.infer(input(2), NEVER));
        awaitSize(queue, 2);

        assertProblem(() -> queue.infer(input(3), NEVER), OcrException.Kind.UNAVAILABLE, "queue-full")
                .hasMessage("all 2 places in the queue are taken; try again");
        engine.release();
    }

    @Test
    void givesUpAtTheDeadlineAndDoesNotComputeWhatNobodyWaitsFor() throws Exception {
        EchoEngine engine = new EchoEngine(true);
        InferenceQueue queue = queue(engine, 10, 1, Duration.ZERO, 1);
        Future<Inference> patient = callers.submit(() -> queue.infer(input(0), NEVER));
        engine.entered.await();

        assertProblem(
                () -> queue.infer(input(1), System.nanoTime() + 20_000_000),
                OcrException.Kind.TIMEOUT,
                "deadline-passed");
        assertThat(queue.size()).as("places taken").isZero();
        engine.release();
        patient.get();
        assertThat(value(queue.infer(input(2), NEVER))).isEqualTo(2);
        assertThat(engine.computed).containsExactly(0f, 2f);
    }

    @Test
    void doesNotComputeForACallerThatWasInterrupted() throws Exception {
        EchoEngine engine = new EchoEngine(true);
        InferenceQueue queue = queue(engine, 10, 1, Duration.ZERO, 1);
        Future<Inference> patient = callers.submit(() -> queue.infer(input(0), NEVER));
        engine.entered.await();
        Future<Inference> cancelled = callers.submit(() -> queue.infer(input(1), NEVER));
        awaitSize(queue, 1);

        cancelled.cancel(true);
        awaitSize(queue, 0);
        engine.release();
        patient.get();
        assertThat(value(queue.infer(input(2), NEVER))).isEqualTo(2);
        assertThat(engine.computed).containsExactly(0f, 2f);
    }

    @Test
    void oneBadInputDoesNotFailItsNeighbours() throws Exception {
        EchoEngine engine = new EchoEngine(true);
        InferenceQueue queue = queue(engine, 10, 3, Duration.ZERO, 1);
        callers.submit(() -> queue.infer(input(0), NEVER));
        engine.entered.await();
        Future<Inference> good = callers.submit(() -> queue.infer(input(1), NEVER));
        awaitSize(queue, 1);
        Future<Inference> bad = callers.submit(() -> queue.infer(input(EchoEngine.POISON), NEVER));
        awaitSize(queue, 2);
        Future<Inference> alsoGood = callers.submit(() -> queue.infer(input(2), NEVER));
        awaitSize(queue, 3);
        engine.release();

        assertThat(value(good.get())).isEqualTo(1);
        assertThat(value(alsoGood.get())).isEqualTo(2);
        assertThatThrownBy(bad::get).hasRootCauseMessage("the engine choked");
    }

    @Test
    void closingWaitsForTheRunningBatchAndSendsTheWaitingAway() throws Exception {
        EchoEngine engine = new EchoEngine(true);
        InferenceQueue queue = queue(engine, 10, 1, Duration.ZERO, 1);
        Future<Inference> running = callers.submit(() -> queue.infer(input(0), NEVER));
        engine.entered.await();
        Future<Inference> waiting = callers.submit(() -> queue.infer(input(1), NEVER));
        awaitSize(queue, 1);
        Future<?> closing = callers.submit(queue::close);

        assertThatThrownBy(waiting::get).hasRootCauseMessage("this engine is being closed; try again");
        assertThat(engine.closes).as("closed under a running call").hasValue(0);
        engine.release();
        closing.get();
        assertThat(value(running.get())).isZero();
        assertThat(engine.closes).hasValue(1);
        queue.close();
        assertThat(engine.closes).as("closed again").hasValue(1);
        assertProblem(() -> queue.infer(input(2), NEVER), OcrException.Kind.UNAVAILABLE, "engine-closed");
    }

    @Test
    void aBatchThatDoesNotReturnIsGivenUpAndOthersAreComputedInItsPlace() throws Exception {
        EchoEngine engine = new EchoEngine(true);
        InferenceQueue queue = queue(engine, 10, 1, Duration.ZERO, 1);
        assertProblem(
                () -> queue.infer(input(0), System.nanoTime() + 20_000_000), OcrException.Kind.TIMEOUT, "deadline-passed");
        assertThat(queue.writeOffHung(Duration.ofMinutes(1))).as("within its grace").isZero();
        Future<Inference> next = callers.submit(() -> queue.infer(input(1), NEVER));
        awaitSize(queue, 1);

        assertThat(queue.writeOffHung(Duration.ZERO)).isEqualTo(1);
        assertThat(queue.writeOffHung(Duration.ZERO)).as("again").isZero();
        awaitSize(queue, 0);
        assertThat(queue.writeOffHung(Duration.ZERO)).as("of one without a deadline").isZero();
        engine.release();
        assertThat(value(next.get(20, SECONDS))).isEqualTo(1);
    }

    @Test
    void sendsTheCallerAwayIfNobodyTakesTheWork() {
        InferenceQueue queue = new InferenceQueue(
                new GuardedEngine(new EchoEngine(false)), new Settings.Queue(4, 4, Duration.ZERO, 1, Duration.ZERO), task -> {
                    throw new RejectedExecutionException("shut down");
                }, new QueueMetrics());
        queues.add(queue);

        assertProblem(() -> queue.infer(input(1), NEVER), OcrException.Kind.UNAVAILABLE, "engine-closed");
    }

    private InferenceQueue queue(EchoEngine engine, int capacity, int batch, Duration delay, int working) {
        InferenceQueue queue = new InferenceQueue(
                new GuardedEngine(engine), new Settings.Queue(capacity, batch, delay, working, Duration.ZERO), workers,
                new QueueMetrics());
        queues.add(queue);
        return queue;
    }

    private static Tensor input(float value) {
        return new Tensor(new int[] {1}, new float[] {value});
    }

    private static int value(Inference inference) {
        return (int) ((Logits) inference.result()).values()[0];
    }

    private static void awaitSize(InferenceQueue queue, int size) throws InterruptedException {
        while (queue.size() != size) {
            Thread.sleep(1);
        }
    }

    private static AbstractThrowableAssert<?, ?> assertProblem(
            ThrowableAssert.ThrowingCallable call, OcrException.Kind kind, String code) {
        return assertThatThrownBy(call).isInstanceOfSatisfying(OcrException.class, e -> {
            assertThat(e.kind()).isEqualTo(kind);
            assertThat(e.code()).isEqualTo(code);
        });
    }
}
