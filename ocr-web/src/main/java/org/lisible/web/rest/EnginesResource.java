package org.lisible.web.rest;

import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.lisible.web.engines.EngineEntry;
import org.lisible.web.engines.EngineState;
import org.lisible.web.readers.Readers;

/** The engines that were found, and what became of each. */
@Path("api/v1/engines")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "service")
public class EnginesResource {

    @Inject
    Readers readers;

    @GET
    @Operation(
            operationId = "engines",
            summary = "List the engines",
            description = "Those that travel in the application and those of the plug-in folder: `ready`, `refused` (not "
                    + "used, though it may work) or `failed` (does not work here), with the reason.")
    @APIResponse(
            responseCode = "200",
            description = "Engines and the default",
            content = @Content(
                    mediaType = MediaType.APPLICATION_JSON,
                    schema = @Schema(ref = "Engines"),
                    examples = @ExampleObject(name = "the application alone", value = Examples.ENGINES)))
    public JsonObject engines() {
        JsonArrayBuilder engines = Json.createArrayBuilder();
        readers.engines().entries().forEach(entry -> engines.add(json(entry)));
        return Json.createObjectBuilder()
                .add("default", readers.defaultEngine())
                .add("engines", engines)
                .build();
    }

    private JsonObjectBuilder json(EngineEntry entry) {
        Optional<String> failure = entry.isReady() ? readers.failureOf(entry) : Optional.empty();
        return Json.createObjectBuilder()
                .add("id", entry.id())
                .add("version", entry.version())
                .add("state", failure.isPresent() ? EngineState.FAILED.label() : entry.state().label())
                .add("source", entry.source())
                .add("reason", failure.orElse(entry.reason()))
                .add("device", entry.device())
                .add("kernels", entry.kernels())
                .add("replaces", entry.replaces());
    }
}
