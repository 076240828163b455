package org.lisible.web.rest;

import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.lisible.web.engines.EngineEntry;
import org.lisible.web.engines.EngineState;
import org.lisible.web.readers.Readers;
import org.lisible.web.security.Administrative;

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
            description = "Those that travel in the application and those of the plug-in folder, as they are now: `ready`, "
                    + "`refused` (not used, though it may work), `failed` (does not work here) or `sick` (did not return from "
                    + "reading), with the reason; and of an engine that serves on, the plug-in that was `rejected` instead.")
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

    @POST
    @Path("{id}/reload")
    @Administrative
    @Tag(name = "administration")
    @SecurityRequirement(name = "key")
    @Operation(
            operationId = "reloadEngine",
            summary = "Load an engine anew",
            description = "Loads its plug-in from the plug-in folder, changed or not, tries it and lets it take over. If it "
                    + "fails, the answer says why, and the one that served before serves on. Brings back what was unloaded.")
    @APIResponse(
            responseCode = "200",
            description = "The engine that serves now",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Engine")))
    public JsonObject reload(@Parameter(description = "The engine's id", example = "tf") @PathParam("id") String id) {
        return json(readers.reload(id)).build();
    }

    @DELETE
    @Path("{id}")
    @Administrative
    @Tag(name = "administration")
    @SecurityRequirement(name = "key")
    @Operation(
            operationId = "unloadEngine",
            summary = "Unload an engine",
            description = "Lets go of its plug-in; a built-in engine of its id takes its place. The file stays where it is "
                    + "and is left alone until it changes, is reloaded, or the server is started anew.")
    @APIResponse(responseCode = "204", description = "It reads no more")
    public void unload(@Parameter(description = "The engine's id", example = "tf") @PathParam("id") String id) {
        readers.unload(id);
    }

    private JsonObjectBuilder json(EngineEntry entry) {
        Optional<String> failure = entry.isReady() ? readers.failureOf(entry) : Optional.empty();
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("id", entry.id())
                .add("version", entry.version())
                .add("state", failure.isPresent() ? EngineState.FAILED.label() : entry.state().label())
                .add("source", entry.source())
                .add("reason", failure.orElse(entry.reason()))
                .add("device", entry.device())
                .add("kernels", entry.kernels())
                .add("replaces", entry.replaces())
                .add("loadersAlive", readers.loadersAlive(entry))
                .add("hungCalls", entry.isReady() || entry.state() == EngineState.SICK ? readers.hung(entry) : 0);
        entry.rejected().ifPresent(rejection -> json.add("rejected", Json.createObjectBuilder()
                .add("source", rejection.source())
                .add("reason", rejection.reason())
                .add("at", rejection.at().toString())));
        return json;
    }
}
