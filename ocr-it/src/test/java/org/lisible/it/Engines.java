package org.lisible.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

import jakarta.json.Json;
import jakarta.json.JsonObject;

/**
 * What a server tells of its engines.
 *
 * @param client of that server
 */
record Engines(Client client) {

    private static final Duration SOON = Duration.ofSeconds(90);

    List<JsonObject> entries() {
        return client.get("/api/v1/engines").ok().json().getJsonArray("engines").getValuesAs(JsonObject.class);
    }

    /** The one that serves, else one that claims the id, else an engine of no state. */
    JsonObject entry(String id) {
        return entries().stream()
                .filter(entry -> entry.getString("id").equals(id))
                .min(Comparator.comparing(entry -> !entry.getString("state").equals("ready")))
                .orElse(Json.createObjectBuilder().add("state", "unknown").add("source", "").build());
    }

    /** Where the one that serves comes from. */
    String source(String id) {
        return entry(id).getString("source");
    }

    /** Class loaders of that plug-in that the JVM has not collected; 0 if there is none. */
    int loadersAlive(String source) {
        return entries().stream()
                .filter(entry -> entry.getString("source").equals(source))
                .mapToInt(entry -> entry.getInt("loadersAlive"))
                .max()
                .orElse(0);
    }

    /** How often another instance of that engine took over. */
    long swaps(String id) {
        return client.get("/metrics?scope=application").ok().text().lines()
                .filter(line -> line.startsWith("ocr_swaps_total") && line.contains("\"" + id + "\"") && line.contains("swapped"))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    void awaitSource(String id, String source) throws InterruptedException {
        await(id, engine -> engine.getString("source").equals(source));
    }

    void awaitState(String id, String state) throws InterruptedException {
        await(id, engine -> engine.getString("state").equals(state));
    }

    void await(String id, Predicate<JsonObject> condition) throws InterruptedException {
        long end = System.nanoTime() + SOON.toNanos();
        while (!condition.test(entry(id))) {
            assertThat(System.nanoTime()).as(() -> client.get("/api/v1/engines").text()).isLessThan(end);
            Thread.sleep(50);
        }
    }
}
