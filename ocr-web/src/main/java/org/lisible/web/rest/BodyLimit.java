package org.lisible.web.rest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;

import org.lisible.OcrException;
import org.lisible.web.settings.Settings;

/**
 * Refuses a body that says it is too large before any of it is read, and stops reading one that turns out to be. Stands
 * before the parsing of forms, which would otherwise keep all of it.
 */
@Provider
@PreMatching
@Dependent
public class BodyLimit implements ContainerRequestFilter {

    @Inject
    Settings settings;

    @Override
    public void filter(ContainerRequestContext request) {
        long limit = settings.limits().requestBytes();
        String length = request.getHeaderString("Content-Length");
        if (length != null && length.matches("[0-9]+") && (length.length() > 18 || Long.parseLong(length) > limit)) {
            throw tooLarge("the request has " + length + " bytes; the limit is " + limit);
        }
        request.setEntityStream(new Limited(request.getEntityStream(), limit));
    }

    static OcrException tooLarge(String message) {
        return new OcrException(OcrException.Kind.TOO_LARGE, "too-many-bytes", message);
    }

    /** A stream that fails after so many bytes. */
    static final class Limited extends FilterInputStream {

        private final long limit;
        private long read;

        Limited(InputStream in, long limit) {
            super(in);
            this.limit = limit;
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
        }
    }
}
