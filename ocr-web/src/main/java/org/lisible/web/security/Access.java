package org.lisible.web.security;

import java.io.IOException;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Finds out who calls and turns away who calls too often or may not read. A filter rather than a JAX-RS one so that the server's own
 * endpoints, such as its metrics, are guarded too.
 */
public class Access extends HttpFilter {

    @Inject
    transient AccessRules rules;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Caller caller = rules.caller(request);
        caller.isOf(request);
        String path = path(request);
        rules.requirePatience(caller, path);
        rules.requireReader(caller, path);
        chain.doFilter(request, response);
    }

    /** As the server matched it, without parameters and dots. */
    private static String path(HttpServletRequest request) {
        return request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
    }
}
