package org.lisible.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Speaks HTTP with one server. */
final class Client {

    private static final String BOUNDARY = "----lisible-it-3f1c";

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI base;
    private final String[] always;

    Client(URI base) {
        this(base, new String[0]);
    }

    private Client(URI base, String... always) {
        this.base = base;
        this.always = always;
    }

    /** A client of the same server that sends these headers, too. */
    Client with(String... headers) {
        return new Client(base, Stream.of(always, headers).flatMap(Stream::of).toArray(String[]::new));
    }

    URI base() {
        return base;
    }

    Answer get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    /** Posts a body of that type. */
    Answer post(String path, String type, byte[] body) {
        return send("POST", path, body, "Content-Type", type);
    }

    /** Reads an image: a raw PNG to {@code /predict} with that query. */
    Answer predict(byte[] png, String query) {
        return post("/predict" + query, "image/png", png);
    }

    /** Posts parts of one name, each with a file name of its own. */
    Answer postForm(String path, String part, byte[]... files) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int number = 0;
        for (byte[] file : files) {
            write(body, "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + part + "\"; filename=\""
                    + number++ + ".png\"\r\nContent-Type: image/png\r\n\r\n");
            body.writeBytes(file);
            write(body, "\r\n");
        }
        write(body, "--" + BOUNDARY + "--\r\n");
        return post(path, "multipart/form-data; boundary=" + BOUNDARY, body.toByteArray());
    }

    Answer send(String method, String path, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        for (String[] some : new String[][] {always, headers}) {
            if (some.length > 0) {
                request.headers(some);
            }
        }
        try {
            var response = http.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path + " failed: " + e, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Waits until the application has started, ready or not. */
    void awaitStarted(Duration atMost) {
        await("/health/started", atMost, () -> true);
    }

    /** Waits until an image would be read. */
    void awaitReady(Duration atMost) {
        awaitReady(atMost, () -> true);
    }

    /** As long as there is hope. */
    void awaitReady(Duration atMost, BooleanSupplier hope) {
        await("/health/ready", atMost, hope);
    }

    private void await(String path, Duration atMost, BooleanSupplier hope) {
        Instant begun = Instant.now();
        String last = "no answer";
        while (Instant.now().isBefore(begun.plus(atMost)) && hope.getAsBoolean()) {
            try {
                Answer answer = get(path);
                if (answer.status() == 200) {
                    return;
                }
                last = answer.status() + " " + answer.text();
            } catch (UncheckedIOException e) {
                last = e.getMessage();
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted", e);
            }
        }
        throw new AssertionError(path + " is not up after " + Duration.between(begun, Instant.now()).toSeconds() + " s; last: " + last);
    }

    private static void write(ByteArrayOutputStream body, String text) {
        body.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
