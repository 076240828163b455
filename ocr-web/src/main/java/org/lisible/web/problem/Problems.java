package org.lisible.web.problem;

import java.io.EOFException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

import org.lisible.OcrException;
import org.lisible.web.readers.Readers;

/**
 * From whatever was thrown to the problem it is: an {@link OcrException} anywhere among the causes decides by its kind, a
 * {@link WebApplicationException} keeps its status, all else is a defect of the server.
 */
@ApplicationScoped
public class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class.getName());

    @Inject
    Readers readers;

    /** The problem of a failure; logged, with its stack if the server is to blame. */
    public Problem of(Throwable failure, String requestId) {
        Problem problem = convert(failure, requestId);
        if (problem.type().status() >= 500 && problem.type().retryAfter() == 0) {
            log(Level.SEVERE, "request " + requestId + " failed: " + problem.detail(), problem, failure);
        } else {
            Level level = problem.type().status() >= 500 ? Level.WARNING : Level.FINE;
            log(level, "request " + requestId + ": " + problem.code() + ": " + problem.detail(), problem, null);
        }
        return problem;
    }

    /** With what a log in JSON makes fields of: the parameter that is a map. A System.Logger takes none beside a stack. */
    private static void log(Level level, String message, Problem problem, Throwable failure) {
        LogRecord line = new LogRecord(level, message);
        line.setLoggerName(LOG.getName());
        line.setThrown(failure);
        line.setParameters(new Object[] {
            Map.of("requestId", problem.requestId(), "code", problem.code(), "status", problem.type().status())
        });
        LOG.log(line);
    }

    private Problem convert(Throwable failure, String requestId) {
        OcrException known = among(failure, OcrException.class);
        if (known != null) {
            return new Problem(
                    ProblemType.of(known.kind()), known.code(), known.getMessage(), requestId, available(known.code()));
        }
        SocketTimeoutException late = among(failure, SocketTimeoutException.class);
        if (late != null) {
            String detail = late.getMessage() == null ? "the body of the request did not arrive in time" : late.getMessage();
            return new Problem(
                    new ProblemType(408, "The request took too long to arrive", 0), "request-timeout", detail, requestId, List.of());
        }
        if (failure instanceof WebApplicationException e) {
            return ofStatus(e.getResponse(), e.getMessage(), requestId);
        }
        if (failure instanceof EOFException) {
            // The client hung up while it was sending; nobody reads this answer, and the server is not to blame.
            return new Problem(
                    ProblemType.of(OcrException.Kind.INVALID),
                    "request-cut-short",
                    "the connection ended before the request did",
                    requestId,
                    List.of());
        }
        String what = failure instanceof ProcessingException ? "the answer could not be made" : "an unexpected failure";
        return new Problem(
                ProblemType.of(OcrException.Kind.BROKEN),
                "internal-error",
                what + "; the server's log has the details under the request id",
                requestId,
                List.of());
    }

    private static <T extends Throwable> T among(Throwable failure, Class<T> type) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 16; depth++) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
            cause = cause.getCause();
        }
        return null;
    }

    /** The problem of a status that something else has decided, and logged if it was to be. */
    static Problem ofStatus(Response response, String message, String requestId) {
        Response.StatusType status = response.getStatusInfo();
        return new Problem(
                new ProblemType(status.getStatusCode(), status.getReasonPhrase(), 0),
                status.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-'),
                detail(status, message),
                requestId,
                List.of());
    }

    private static String detail(Response.StatusType status, String message) {
        return switch (status.getStatusCode()) {
            case 400 -> "the request cannot be understood; a form must be whole and name its boundary";
            case 404 -> "there is nothing at this address; /openapi lists what there is";
            case 405 -> "this address does not take this method; /openapi says which it takes";
            case 406 -> "no answer can be made in the form that Accept asks for";
            case 415 -> "this address does not read this Content-Type; send an image as image/*, application/octet-stream or as the "
                    + "part 'file' of multipart/form-data";
            default -> message == null ? status.getReasonPhrase() : message;
        };
    }

    private List<String> available(String code) {
        return switch (code) {
            case "unknown-engine" -> readers.engines().readyIds();
            case "unknown-model" -> readers.models().names();
            default -> List.of();
        };
    }
}
