package org.lisible.web.problem;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

import org.lisible.web.security.RequestIds;

/** Answers every failure with problem details, whatever the client accepts: a failure has no other form. */
@Provider
@Dependent
public class ProblemMapper implements ExceptionMapper<Throwable> {

    @Inject
    Problems problems;

    @Context
    HttpServletRequest request;

    @Override
    public Response toResponse(Throwable failure) {
        if (failure instanceof WebApplicationException e && e.getResponse().getStatus() < 400) {
            return e.getResponse();
        }
        Problem problem = problems.of(failure, RequestIds.of(request));
        Response.ResponseBuilder response = failure instanceof WebApplicationException e
                        && e.getResponse().getStatus() == problem.type().status()
                ? Response.fromResponse(e.getResponse())
                : Response.status(problem.type().status());
        problem.headers().forEach(response::header);
        ProblemForm form = ProblemForm.of(request);
        return response.entity(form.json(problem)).type(form.mediaType()).build();
    }
}
