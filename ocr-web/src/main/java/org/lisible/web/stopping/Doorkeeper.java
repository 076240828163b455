package org.lisible.web.stopping;

import java.io.IOException;
import java.util.List;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.lisible.OcrException;

/** Turns away whoever comes when the server is to stop, and his connection with him; probes are answered to the end. */
public class Doorkeeper extends HttpFilter {

    private static final List<String> PROBES = List.of("/health", "/v2/health", "/metrics");

    @Inject
    transient Stopping stopping;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (stopping.hasBegun()) {
            response.setHeader("Connection", "close");
            String path = request.getRequestURI().substring(request.getContextPath().length());
            if (PROBES.stream().noneMatch(probe -> path.equals(probe) || path.startsWith(probe + "/"))) {
                throw new OcrException(
                        OcrException.Kind.UNAVAILABLE,
                        "stopping",
                        "this server is stopping; try again, another may answer or this one come back");
            }
        }
        chain.doFilter(request, response);
    }
}
