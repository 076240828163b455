package org.lisible.web.problem;

import org.lisible.OcrException;

/**
 * The table of problem types: each kind of failure, its HTTP status and its title. The kind alone decides.
 *
 * @param status HTTP status
 * @param title what went wrong, the same for every problem of the type
 * @param retryAfter seconds after which it is worth trying again; 0 for never
 */
public record ProblemType(int status, String title, int retryAfter) {

    /** The type of a kind of failure. */
    public static ProblemType of(OcrException.Kind kind) {
        return switch (kind) {
            case INVALID -> new ProblemType(400, "The request is malformed", 0);
            case UNAUTHENTICATED -> new ProblemType(401, "A key is needed", 0);
            case FORBIDDEN -> new ProblemType(403, "The caller may not do this", 0);
            case NOT_FOUND -> new ProblemType(404, "There is nothing of that name", 0);
            case TOO_LARGE -> new ProblemType(413, "The content is too large", 0);
            case UNSUPPORTED_MEDIA -> new ProblemType(415, "This kind of content is not read here", 0);
            case UNPROCESSABLE -> new ProblemType(422, "The content cannot be read", 0);
            case TOO_MANY -> new ProblemType(429, "Too many requests", 1);
            case BROKEN -> new ProblemType(500, "Something is broken on the server", 0);
            case UNAVAILABLE -> new ProblemType(503, "This cannot be done now", 2);
            case TIMEOUT -> new ProblemType(504, "The time was up before the work was done", 1);
        };
    }
}
