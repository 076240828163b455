package org.lisible.web.rest;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;

import org.lisible.web.security.Caller;
import org.lisible.web.settings.Settings;

/**
 * Refuses a body that says it is too large before any of it is read, and stops reading one that turns out to be, that the heap
 * has no room for, that takes too long, or that is a form made to keep its parser busy. Stands before the parsing of forms, which would otherwise keep all of it.
 */
@Provider
@PreMatching
@Dependent
public class BodyLimit implements ContainerRequestFilter {

    /** The request attribute that holds the {@link LimitedBody} body. */
    static final String BODY = BodyLimit.class.getName();

    /** An eighth of the heap: while a body is read it lies there twice, and others are decoded meanwhile. */
    private final BodyBudget budget = new BodyBudget(Runtime.getRuntime().maxMemory() / 8);

    /** Parts of a form that hold no image. */
    private static final int OTHER_PARTS = 32;

    private BodyArrivals arrivals;

    @Inject
    Settings settings;

    @Context
    HttpServletRequest servletRequest;

    @PostConstruct
    void start() {
        arrivals = new BodyArrivals(settings.limits().uploads(), settings.limits().arrival(), System::nanoTime);
    }

    @Override
    public void filter(ContainerRequestContext request) {
        long limit = Math.min(settings.limits().requestBytes(), budget.most());
        String length = request.getHeaderString("Content-Length");
        if (length != null && length.matches("[0-9]+") && (length.length() > 18 || Long.parseLong(length) > limit)) {
            throw LimitedBody.tooLarge("the request has " + length + " bytes; the limit is " + limit);
        }
        LimitedBody body = new LimitedBody(
                request.getEntityStream(),
                limit,
                expected(request, length),
                budget,
                arrivals.of(Caller.of(servletRequest).client()),
                watch(request.getMediaType()));
        servletRequest.setAttribute(BODY, body);
        request.setEntityStream(body);
    }

    /** Of a body that is packed, what arrives is not what is read. */
    private static long expected(ContainerRequestContext request, String length) {
        boolean plain = request.getHeaderString("Content-Encoding") == null && length != null && length.matches("[0-9]{1,18}");
        return plain ? Long.parseLong(length) : -1;
    }

    /** A form is watched by the boundary that its parser goes by. */
    private LimitedBody.Watch watch(MediaType type) {
        String boundary = type == null || !type.getType().equalsIgnoreCase("multipart") ? null : type.getParameters().get("boundary");
        return boundary == null
                ? (_, _, _) -> {}
                : new FormGuard(boundary, settings.limits().images() + OTHER_PARTS);
    }
}
