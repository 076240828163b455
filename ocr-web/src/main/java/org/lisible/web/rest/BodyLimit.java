package org.lisible.web.rest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

import org.lisible.OcrException;
import org.lisible.web.settings.Settings;

/**
 * Refuses a body that says it is too large before any of it is read, and stops reading one that turns out to be, or that
 * the heap has no room for. Stands before the parsing of forms, which would otherwise keep all of it.
 */
@Provider
@PreMatching
@Dependent
public class BodyLimit implements ContainerRequestFilter {

    /** The request attribute that holds the {@link Limited} body. */
    static final String BODY = BodyLimit.class.getName();

    /** An eighth of the heap: while a body is read it lies there twice, and others are decoded meanwhile. */
    private final BodyBudget budget = new BodyBudget(Runtime.getRuntime().maxMemory() / 8);

    @Inject
    Settings settings;

    @Context
    HttpServletRequest servletRequest;

    @Override
    public void filter(ContainerRequestContext request) {
        long limit = Math.min(settings.limits().requestBytes(), budget.most());
        String length = request.getHeaderString("Content-Length");
        if (length != null && length.matches("[0-9]+") && (length.length() > 18 || Long.parseLong(length) > limit)) {
            throw tooLarge("the request has " + length + " bytes; the limit is " + limit);
        }
        Limited body = new Limited(request.getEntityStream(), limit, budget);
        servletRequest.setAttribute(BODY, body);
        request.setEntityStream(body);
    }

    static OcrException tooLarge(String message) {
        return new OcrException(OcrException.Kind.TOO_LARGE, "too-many-bytes", message);
    }

    /** A stream that fails after so many bytes, or when all streams together have too many. */
    static final class Limited extends FilterInputStream {

        private final long limit;
        private final BodyBudget budget;
        private long read;
        private long held;

        Limited(InputStream in, long limit, BodyBudget budget) {
            super(in);
            this.limit = limit;
            this.budget = budget;
        }

        /** Gives back what was taken of the budget. Idempotent. */
        void release() {
            budget.give(held);
            held = 0;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            count(Math.max(0, count));
            return count;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        private void count(int bytes) {
            read += bytes;
            if (read > limit) {
                throw tooLarge("the request has more than " + limit + " bytes");
            }
            budget.take(bytes);
            held += bytes;
        }
    }
}
