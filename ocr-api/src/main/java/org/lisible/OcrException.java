package org.lisible;

import static java.util.Objects.requireNonNull;

/**
 * The one exception of Lisible. The {@link Kind} alone decides how a host answers (an HTTP status, an exit code); the
 * code names the problem in kebab case and is stable; the message tells a person what is wrong and what to do.
 */
public final class OcrException extends RuntimeException {

    /** Who has to act, and therefore how a host answers. */
    public enum Kind {
        /** The request is malformed: a parameter out of range, a missing part (HTTP 400). */
        INVALID,
        /** The caller has shown no key, or an unknown one, where one is needed (HTTP 401). */
        UNAUTHENTICATED,
        /** The caller may not do this (HTTP 403). */
        FORBIDDEN,
        /** An engine, model or sample of that name does not exist (HTTP 404). */
        NOT_FOUND,
        /** Too many bytes or pixels (HTTP 413). */
        TOO_LARGE,
        /** A kind of content that is not read here (HTTP 415). */
        UNSUPPORTED_MEDIA,
        /** The content has the right kind but cannot be read or fits no model (HTTP 422). */
        UNPROCESSABLE,
        /** The client asks too often (HTTP 429). */
        TOO_MANY,
        /** Broken model bundle, plug-in or setting: the operator has to act (HTTP 500). */
        BROKEN,
        /** Nothing that could do it is ready, or the queue is full: try again later (HTTP 503). */
        UNAVAILABLE,
        /** The deadline passed before the work was done (HTTP 504). */
        TIMEOUT
    }

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String code;

    /**
     * @param kind who has to act
     * @param code stable kebab-case name of the problem, such as {@code unknown-engine}
     * @param message what is wrong and what to do, in English
     */
    public OcrException(Kind kind, String code, String message) {
        this(kind, code, message, null);
    }

    /**
     * @param kind who has to act
     * @param code stable kebab-case name of the problem
     * @param message what is wrong and what to do, in English
     * @param cause what led here, or null
     */
    public OcrException(Kind kind, String code, String message, Throwable cause) {
        super(requireNonNull(message, "message is null"), cause);
        this.kind = requireNonNull(kind, "kind is null");
        this.code = requireNonNull(code, "code is null");
    }

    public Kind kind() {
        return kind;
    }

    public String code() {
        return code;
    }
}
