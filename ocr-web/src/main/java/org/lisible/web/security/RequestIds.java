package org.lisible.web.security;

import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Gives every request an id, the client's own if it sent a harmless one, and every answer the header {@code X-Request-Id}.
 * A filter rather than a JAX-RS one so that pages and the server's own endpoints carry it too.
 */
public class RequestIds extends HttpFilter {

    /** The header of requests and answers. */
    public static final String HEADER = "X-Request-Id";

    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String sent = of(request).isEmpty() ? request.getHeader(HEADER) : of(request);
        String id = sent != null && HARMLESS.matcher(sent).matches()
                ? sent
                : UUID.randomUUID().toString();
        request.setAttribute(HEADER, id);
        response.setHeader(HEADER, id);
        chain.doFilter(request, response);
    }

    /** The id of a request; empty if the filter did not see it. */
    public static String of(HttpServletRequest request) {
        Object id = request.getAttribute(HEADER);
        return id == null ? "" : id.toString();
    }
}
