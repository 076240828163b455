package org.lisible.web.problem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

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
            answer(problems.of(e, RequestIds.of(request)), ProblemForm.of(request), response);
        }
    }

    private static void answer(Problem problem, ProblemForm form, HttpServletResponse response) throws IOException {
        byte[] json = form.json(problem).toString().getBytes(StandardCharsets.UTF_8);
        response.resetBuffer();
        response.setStatus(problem.type().status());
        problem.headers().forEach(response::setHeader);
        response.setContentType(form.mediaType());
        response.setContentLength(json.length);
        response.getOutputStream().write(json);
    }
}
