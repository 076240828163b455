package org.lisible.web.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.ws.rs.NameBinding;

/**
 * A resource, or a method of one, for holders of a key of the role {@code admin} alone, wherever they call from: 401
 * without a key, 403 with a key of a smaller role or if the server knows no keys. {@link AdministratorsOnly} sees to it.
 * Give such a resource the OpenAPI tag {@code administration}.
 */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Administrative {}
