package org.lisible.cli.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import org.HdrHistogram.ConcurrentHistogram;

/**
 * Callers that each keep a connection and ask again as soon as they have their answer (a closed loop: a server that
 * slows down is asked less). They stop when their time is over or their thread is interrupted; an answer that comes after
 * the time still counts.
 */
public final class Callers {

    private static final int LONGEST_REASON = 160;
    private static final long LONGEST_MICROS = TimeUnit.HOURS.toMicros(1);

    private final List<Question> questions;

    private Callers(List<Question> questions) {
        this.questions = questions;
    }

    /**
     * Asks each question once, alone.
     *
     * @param questions asked in turn later on, each caller starting elsewhere; at least one
     * @return callers who know the answers
     * @throws IOException if there is none, or one with another status than 200
     */
    public static Callers knowing(List<Question> questions) throws IOException {
        if (questions.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to ask");
        }
        List<Question> answered = new ArrayList<>();
        try (Client client = new Client(1)) {
            for (Question question : questions) {
                Answer answer = client.ask(question);
                if (!answer.isGood()) {
                    throw new IOException(
                            question.address() + " answers with status " + answer.status() + ": " + answer.content());
                }
                answered.add(question.answered(answer.text()));
            }
        }
        return new Callers(List.copyOf(answered));
    }

    /**
     * Lets callers ask for a time.
     *
     * @throws InterruptedException if the thread is interrupted; the callers have stopped then
     */
    public LoadResult ask(int connections, Duration time) throws InterruptedException {
        ConcurrentHistogram latencies = new ConcurrentHistogram(LONGEST_MICROS, 3);
        Map<String, LongAdder> failures = new ConcurrentHashMap<>();
        List<Thread> callers = new ArrayList<>();
        long began = System.nanoTime();
        try (Client client = new Client(connections)) {
            for (int caller = 0; caller < connections; caller++) {
                int first = (int) ((long) caller * questions.size() / connections);
                callers.add(Thread.ofPlatform().daemon().start(() -> {
                    for (int i = first; System.nanoTime() - began < time.toNanos() && !Thread.interrupted(); i++) {
                        ask(client, questions.get(i % questions.size()), latencies, failures);
                    }
                }));
            }
            for (Thread caller : callers) {
                caller.join();
            }
        } finally {
            callers.forEach(Thread::interrupt);
        }
        Map<String, Long> counted = new TreeMap<>();
        failures.forEach((reason, count) -> counted.put(reason, count.sum()));
        return new LoadResult(connections, Duration.ofNanos(System.nanoTime() - began), latencies, counted);
    }

    private static void ask(
            Client client, Question question, ConcurrentHistogram latencies, Map<String, LongAdder> failures) {
        long began = System.nanoTime();
        String failure;
        try {
            failure = failure(question, client.ask(question));
        } catch (IOException e) {
            failure = e.toString();
        }
        if (failure == null) {
            latencies.recordValue(Math.min(LONGEST_MICROS, (System.nanoTime() - began) / 1000));
        } else {
            String reason = failure.length() > LONGEST_REASON ? failure.substring(0, LONGEST_REASON) + "…" : failure;
            failures.computeIfAbsent(reason, ignored -> new LongAdder()).increment();
        }
    }

    /** What is wrong with an answer; null if nothing is. */
    private static String failure(Question question, Answer answer) {
        if (!answer.isGood()) {
            return "status " + answer.status();
        }
        String text = answer.text();
        return text.equals(question.answer())
                ? null
                : "wrong answer to " + question.name() + ": \"" + text + "\", alone it was \"" + question.answer() + "\"";
    }
}
