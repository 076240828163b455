package org.lisible.web.rest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.lisible.web.readers.Readers;

/** What this service is: the page for browsers, facts for programs; the page's files come before the API. */
@Path("/")
@RequestScoped
@Tag(name = "service")
public class ServiceResource {

    @Inject
    Readers readers;

    @Context
    ServletContext servletContext;

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "service",
            summary = "What this service is",
            description = "Facts and addresses as JSON; a browser, which asks for HTML, gets the page.")
    @APIResponse(
            responseCode = "200",
            description = "Name, version, defaults and addresses",
            content = @Content(
                    mediaType = MediaType.APPLICATION_JSON,
                    schema = @Schema(ref = "Service"),
                    examples = @ExampleObject(name = "service", value = Examples.SERVICE)))
    public Response service() {
        JsonObjectBuilder links = Json.createObjectBuilder()
                .add("predict", "/predict")
                .add("predictText", "/predict_text")
                .add("testSample", "/test-sample")
                .add("recognize", "/api/v1/recognize")
                .add("engines", "/api/v1/engines")
                .add("models", "/api/v1/models")
                .add("health", "/health")
                .add("metrics", "/metrics")
                .add("openapi", "/openapi")
                .add("openapiUi", "/openapi-ui/");
        JsonObject facts = Json.createObjectBuilder()
                .add("name", "Lisible")
                .add("description", "The OCR platform for Jakarta EE")
                .add("version", version(servletContext))
                .add("engine", readers.defaultEngine())
                .add("model", readers.defaultModel())
                .add("links", links)
                .build();
        return Response.ok(facts).header(HttpHeaders.VARY, HttpHeaders.ACCEPT).build();
    }

    /** What the build wrote into the WAR. */
    static String version(ServletContext application) {
        try (InputStream stream = application.getResourceAsStream("/META-INF/MANIFEST.MF")) {
            String version = stream == null
                    ? null
                    : new Manifest(stream).getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
            return version == null ? "unknown" : version;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
