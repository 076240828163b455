package org.lisible.web.problem;

import java.io.IOException;

import jakarta.inject.Inject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

import org.lisible.web.security.RequestIds;

/**
 * Takes the place of the server's own error pages, which are HTML and name the server: what its endpoints (health, metrics,
 * OpenAPI) and its checks of addresses refuse is a problem like any other.
 */
public class ErrorPage extends HttpServlet {

    @Inject
    transient Problems problems;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        // Without a status somebody has asked for this page itself.
        WebApplicationException failure = status == null
                ? new NotFoundException()
                : new WebApplicationException(Response.status((Integer) status).build());
        ProblemForm.of(request).write(problems.of(failure, RequestIds.of(request)), response);
    }
}
