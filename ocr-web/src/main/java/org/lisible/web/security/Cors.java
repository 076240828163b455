package org.lisible.web.security;

import java.io.IOException;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.lisible.web.settings.Settings;

/**
 * Lets pages of the origins in {@code ocr.cors.origins} call the API from a browser, and those of no other (Fetch
 * standard, CORS protocol). Never with the browser's own credentials: a page that has a key sends it in a header. Failures
 * carry the headers too, so that the page can read what went wrong.
 */
public class Cors extends HttpFilter {

    private static final String METHODS = "GET, HEAD, POST, PUT, DELETE";
    private static final String REQUEST_HEADERS = "Accept, Authorization, Content-Type, X-API-Key, X-Request-Id";
    private static final String ANSWER_HEADERS = "Retry-After, WWW-Authenticate, X-Request-Id, X-Sample-Id, X-True-Label";
    private static final String SECONDS_A_PREFLIGHT_HOLDS = "600";

    @Inject
    transient Settings settings;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!settings.access().origins().isEmpty()) {
            response.addHeader("Vary", "Origin");
        }
        String origin = request.getHeader("Origin");
        if (origin == null || !settings.access().origins().contains(origin)) {
            chain.doFilter(request, response);
            return;
        }
        response.setHeader("Access-Control-Allow-Origin", origin);
        if (isPreflight(request)) {
            response.setHeader("Access-Control-Allow-Methods", METHODS);
            response.setHeader("Access-Control-Allow-Headers", REQUEST_HEADERS);
            response.setHeader("Access-Control-Max-Age", SECONDS_A_PREFLIGHT_HOLDS);
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        response.setHeader("Access-Control-Expose-Headers", ANSWER_HEADERS);
        chain.doFilter(request, response);
    }

    private static boolean isPreflight(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS") && request.getHeader("Access-Control-Request-Method") != null;
    }
}
