package org.lisible.web.security;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

/** Lets nobody but administrators through to what is {@link Administrative}, before its body is read. */
@Provider
@Administrative
@Priority(Priorities.AUTHORIZATION)
@Dependent
public class AdministratorsOnly implements ContainerRequestFilter {

    @Inject
    AccessRules rules;

    @Context
    HttpServletRequest servletRequest;

    @Override
    public void filter(ContainerRequestContext request) {
        rules.requireAdministrator(Caller.of(servletRequest));
    }
}
