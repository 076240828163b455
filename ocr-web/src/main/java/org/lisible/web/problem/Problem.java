package org.lisible.web.problem;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/**
 * A failure as clients see it (RFC 9457).
 *
 * @param type status, title and whether trying again helps
 * @param code stable kebab-case name of the problem
 * @param detail what is wrong and what to do
 * @param requestId finds the request in the server's log
 * @param available the names there are, if one was asked for that is not; otherwise empty
 */
public record Problem(ProblemType type, String code, String detail, String requestId, List<String> available) {

    /** The media type of {@link #json}. */
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        requireNonNull(type, "type is null");
        requireNonNull(code, "code is null");
        requireNonNull(detail, "detail is null");
        requireNonNull(requestId, "requestId is null");
        available = List.copyOf(available);
    }

    /** What the answer's header says beside the status. */
    public Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        if (type.retryAfter() > 0) {
            headers.put("Retry-After", String.valueOf(type.retryAfter()));
        }
        if (type.status() == 401) {
            headers.put("WWW-Authenticate", "Bearer realm=\"lisible\"");
        }
        return headers;
    }

    public JsonObject json() {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("type", "urn:lisible:problem:" + code)
                .add("title", type.title())
                .add("status", type.status())
                .add("detail", detail)
                .add("code", code)
                .add("requestId", requestId);
        if (!available.isEmpty()) {
            json.add("available", Json.createArrayBuilder(available));
        }
        return json.build();
    }
}
