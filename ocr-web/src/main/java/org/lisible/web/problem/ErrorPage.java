package org.lisible.web.problem;

import java.io.IOException;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;

import org.lisible.web.security.RequestIds;

/**
 * Takes the place of the server's own error pages, which are HTML and name the server: what its endpoints (health, metrics,
 * OpenAPI) and its checks of addresses refuse is a problem like any other.
 */
public class ErrorPage extends HttpServlet {

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        // Without a status somebody has asked for this page itself.
        Response refusal = Response.status(status == null ? 404 : (Integer) status).build();
        ProblemForm.of(request).write(Problems.ofStatus(refusal, null, RequestIds.of(request)), response);
    }
}
