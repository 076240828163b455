package org.lisible.cli.load;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;

import org.HdrHistogram.ConcurrentHistogram;

/**
 * Callers that each keep a connection and ask again as soon as they have their answer (a closed loop: a server that
 * slows down is asked less). They stop when their time is over or their thread is interrupted; an answer that comes after
 * the time still counts.
 */
public final class Callers implements AutoCloseable {

    private static final int OK = 200;
    private static final int LONGEST_REASON = 160;
    private static final long LONGEST_MICROS = TimeUnit.HOURS.toMicros(1);

    private final List<Question> questions;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    /** @param questions asked in turn, each caller starting elsewhere; at least one */
    public Callers(List<Question> questions) {
        this.questions = List.copyOf(questions);
        if (questions.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to ask");
        }
    }

    /**
     * Lets callers ask for a time.
     *
     * @throws InterruptedException if the thread is interrupted; the callers have stopped then
     */
    public LoadResult ask(int connections, Duration time) throws InterruptedException {
        ConcurrentHistogram latencies = new ConcurrentHistogram(LONGEST_MICROS, 3);
        Map<String, LongAdder> failures = new ConcurrentHashMap<>();
        long began = System.nanoTime();
        List<Thread> callers = new ArrayList<>();
        for (int caller = 0; caller < connections; caller++) {
            int first = (int) ((long) caller * questions.size() / connections);
            callers.add(Thread.ofVirtual().start(() -> {
                for (int i = first; System.nanoTime() - began < time.toNanos() && !Thread.interrupted(); i++) {
                    ask(questions.get(i % questions.size()), latencies, failures);
                }
            }));
        }
        try {
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

    private void ask(Question question, ConcurrentHistogram latencies, Map<String, LongAdder> failures) {
        long began = System.nanoTime();
        String failure;
        try {
            HttpResponse<String> response = client.send(question.request(), HttpResponse.BodyHandlers.ofString());
            failure = failure(question, response);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
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
    private static String failure(Question question, HttpResponse<String> response) {
        if (response.statusCode() != OK) {
            return "status " + response.statusCode();
        }
        String text = text(response.body());
        return text.equals(question.answer())
                ? null
                : "wrong answer to " + question.name() + ": \"" + text + "\", alone it was \"" + question.answer() + "\"";
    }

    /**
     * The answer to a request, alone.
     *
     * @throws IOException if there is none, or one with another status than 200
     */
    public static String alone(HttpClient client, HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(requireNonNull(request, "request is null"), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != OK) {
            throw new IOException(request.uri() + " answers with status " + response.statusCode() + ": " + response.body());
        }
        return text(response.body());
    }

    /** The member {@code text} of an answer; read no further than that. */
    private static String text(String body) {
        try (JsonParser parser = Json.createParser(new StringReader(body))) {
            int depth = 0;
            String key = "";
            while (parser.hasNext()) {
                switch (parser.next()) {
                    case START_OBJECT, START_ARRAY -> depth++;
                    case END_OBJECT, END_ARRAY -> depth--;
                    case KEY_NAME -> key = parser.getString();
                    case VALUE_STRING -> {
                        if (depth == 1 && key.equals("text")) {
                            return parser.getString();
                        }
                    }
                    default -> {}
                }
            }
        } catch (JsonException e) {
            return "not JSON: " + body;
        }
        return "no text in: " + body;
    }

    @Override
    public void close() {
        client.close();
    }
}
