package org.lisible.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.json.JsonObject;

import org.lisible.it.Captchas.Captcha;

/** Callers that read the same images again and again, each answer compared with the one that the image got alone. */
final class Traffic implements AutoCloseable {

    private final Client client;
    private final List<Read> images = new ArrayList<>();
    private final ExecutorService callers;
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong next = new AtomicLong();
    private volatile boolean stopped;

    private record Read(Captcha captcha, String engine, String text, double confidence) {}

    /** Reads every image alone on every engine, then all of them side by side until it is closed. */
    Traffic(Client client, List<Captcha> captchas, int callers, List<String> engines) {
        this.client = client;
        for (String engine : engines) {
            captchas.forEach(captcha -> images.add(read(captcha, engine)));
        }
        assertThat(images.stream().map(Read::text).distinct().count())
                .as("different images read differently, or a mix-up could not show")
                .isGreaterThan(captchas.size() * 8L / 10);
        this.callers = Executors.newFixedThreadPool(callers);
        for (int caller = 0; caller < callers; caller++) {
            this.callers.submit(this::call);
        }
    }

    private Read read(Captcha captcha, String engine) {
        JsonObject reading = client.predict(captcha.png(), "?engine=" + engine).ok().json();
        return new Read(captcha, engine, reading.getString("text"), reading.getJsonNumber("confidence").doubleValue());
    }

    private void call() {
        while (!stopped) {
            Read alone = images.get((int) (next.getAndIncrement() % images.size()));
            try {
                Read now = read(alone.captcha, alone.engine);
                if (!now.text.equals(alone.text) || Math.abs(now.confidence - alone.confidence) > 1e-3) {
                    failures.add("read " + now.text + " " + now.confidence + " instead of " + alone.text + " "
                            + alone.confidence + " on " + alone.engine);
                }
            } catch (RuntimeException | AssertionError e) {
                failures.add(String.valueOf(e.getMessage()));
            }
        }
    }

    /** How many were sent so far. */
    long sent() {
        return next.get();
    }

    /** Whether every image was on its way to every engine at least once. */
    boolean sentEachOnce() {
        return sent() >= images.size();
    }

    /** Ends it, and checks that nothing went wrong. */
    void assertAllRight() throws InterruptedException {
        close();
        assertThat(callers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        assertThat(failures).as("failed of " + sent()).isEmpty();
        assertThat(sent()).as("sent").isPositive();
    }

    @Override
    public void close() {
        stopped = true;
        callers.shutdown();
    }
}
