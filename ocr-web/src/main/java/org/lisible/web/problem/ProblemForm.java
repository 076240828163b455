package org.lisible.web.problem;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;

/** How a failure is told, by the address that was asked: whatever the client accepts, a failure has no other form. */
enum ProblemForm {
    /** Problem details (RFC 9457). */
    DETAILS(Problem.MEDIA_TYPE),
    /** What the Open Inference Protocol has for it, under {@code /v2}. */
    INFERENCE("application/json");

    private final String mediaType;

    ProblemForm(String mediaType) {
        this.mediaType = mediaType;
    }

    static ProblemForm of(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return path.equals("/v2") || path.startsWith("/v2/") ? INFERENCE : DETAILS;
    }

    String mediaType() {
        return mediaType;
    }

    JsonObject json(Problem problem) {
        return this == DETAILS
                ? problem.json()
                : Json.createObjectBuilder().add("error", problem.detail()).build();
    }
}
