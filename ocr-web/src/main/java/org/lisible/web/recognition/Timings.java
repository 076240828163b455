package org.lisible.web.recognition;

import java.util.EnumMap;
import java.util.Map;

/** A stopwatch with a lap for each stage, in nanoseconds. For one thread. */
public final class Timings {

    private final Map<Stage, Long> nanos = new EnumMap<>(Stage.class);
    private final long began = System.nanoTime();
    private long lap = began;

    /** Ends a lap: all time since the last one was this stage's. */
    void lap(Stage stage) {
        long now = System.nanoTime();
        nanos.put(stage, now - lap);
        lap = now;
    }

    /** Ends a lap of this stage, in which others had the parts that they have measured. */
    void lap(Stage stage, Map<Stage, Long> measured) {
        lap(stage);
        nanos.putAll(measured);
        long others = measured.values().stream().mapToLong(Long::longValue).sum();
        nanos.merge(stage, -others, (all, part) -> Math.max(0, all + part));
    }

    /** Ends a lap that others have measured the parts of. */
    void lap(Map<Stage, Long> measured) {
        nanos.putAll(measured);
        lap = System.nanoTime();
    }

    /** Nanoseconds by stage, for the stages that were reached. */
    public Map<Stage, Long> stages() {
        return Map.copyOf(nanos);
    }

    /** Nanoseconds until the end of the last lap. */
    public long total() {
        return lap - began;
    }
}
