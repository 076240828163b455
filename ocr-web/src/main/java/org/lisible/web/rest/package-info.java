/**
 * The HTTP API. A resource checks, converts and delegates; it decides nothing. The one package that knows JAX-RS
 * resources and OpenAPI.
 */
package org.lisible.web.rest;
