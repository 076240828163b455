package org.lisible.web.engines;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A plug-in that was to take an engine's place and did not; the engine serves on.
 *
 * @param id the engine's id; empty if the plug-in could not even say whose place it wants
 * @param source the plug-in
 * @param reason what went wrong
 * @param at when
 */
public record Rejection(String id, String source, String reason, Instant at) {

    public Rejection {
        requireNonNull(id, "id is null");
        requireNonNull(source, "source is null");
        requireNonNull(reason, "reason is null");
        requireNonNull(at, "at is null");
    }
}
