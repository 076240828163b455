package org.lisible.web.problem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

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
        // On the error page the address that was asked is an attribute.
        Object asked = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String path = (asked == null ? request.getRequestURI() : asked.toString()).substring(request.getContextPath().length());
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

    /** Answers outside the API. */
    void write(Problem problem, HttpServletResponse response) throws IOException {
        byte[] body = json(problem).toString().getBytes(StandardCharsets.UTF_8);
        response.resetBuffer();
        response.setStatus(problem.type().status());
        problem.headers().forEach(response::setHeader);
        response.setContentType(mediaType);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
