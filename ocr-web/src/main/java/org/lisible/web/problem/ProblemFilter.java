package org.lisible.web.problem;

import java.io.IOException;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.lisible.web.security.RequestIds;

/** Answers what fails outside the API, in a filter or in an endpoint of the server's own, as {@link ProblemMapper} does inside. */
public class ProblemFilter extends HttpFilter {

    @Inject
    transient Problems problems;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (RuntimeException | ServletException e) {
            if (response.isCommitted()) {
                throw e;
            }
            ProblemForm.of(request).write(problems.of(e, RequestIds.of(request)), response);
        }
    }
}
