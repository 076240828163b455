package org.lisible.web.rest;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.lisible.model.Manifest;
import org.lisible.model.ManifestJson;
import org.lisible.web.engines.EngineEntry;
import org.lisible.web.models.ModelEntry;
import org.lisible.web.readers.Readers;

/** The models there are, sound and broken, and which engines can run them. */
@Path("api/v1/models")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "service")
public class ModelsResource {

    @Inject
    Readers readers;

    @GET
    @Operation(
            operationId = "models",
            summary = "List the models",
            description = "Shipped ones and those of the operator's folder, as they are now: `ready` or `broken` with the "
                    + "reason, the engines that can run each, and what is wrong with a folder that was `rejected` instead.")
    @APIResponse(
            responseCode = "200",
            description = "Models and the default",
            content = @Content(
                    mediaType = MediaType.APPLICATION_JSON,
                    schema = @Schema(ref = "Models"),
                    examples = @ExampleObject(name = "the shipped model", value = Examples.MODELS)))
    public JsonObject models() {
        List<EngineEntry> engines = readers.engines().ready();
        JsonArrayBuilder models = Json.createArrayBuilder();
        readers.models().entries().forEach(entry -> models.add(json(entry, engines)));
        JsonObjectBuilder json = Json.createObjectBuilder().add("default", readers.defaultModel());
        String characters = readers.charactersModel();
        if (readers.models().entries().stream().anyMatch(entry -> entry.isCalled(characters))) {
            json.add(Readers.CHARACTERS, characters);
        }
        return json.add("models", models).build();
    }

    @GET
    @Path("{id}/{version}")
    @Operation(
            operationId = "model",
            summary = "Tell all about one model",
            description = "As in the list, and what its evaluation measured: the bundle's `metrics.json`, some hundred kilobytes.")
    @APIResponse(
            responseCode = "200",
            description = "The model",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Model")))
    public JsonObject model(
            @Parameter(description = "The model's id", example = "captcha-v2") @PathParam("id") String id,
            @Parameter(description = "Its version", example = "1") @PathParam("version") String version) {
        ModelEntry entry = readers.models().find(id + "/" + version);
        return json(entry, readers.engines().ready())
                .add("metrics", entry.metrics())
                .build();
    }

    private static JsonObjectBuilder json(ModelEntry entry, List<EngineEntry> engines) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("id", entry.id())
                .add("version", entry.version())
                .add("state", entry.isReady() ? "ready" : "broken")
                .add("reason", entry.reason())
                .add("rejected", entry.rejected());
        entry.bundle().ifPresent(bundle -> {
            Manifest manifest = bundle.manifest();
            JsonObjectBuilder about = Json.createObjectBuilder();
            manifest.about().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(fact -> about.add(fact.getKey(), fact.getValue()));
            json.add("title", manifest.title())
                    .add("task", manifest.task())
                    .add("alphabet", manifest.alphabet().toString())
                    .add("input", ManifestJson.write(manifest.input()))
                    .add("digest", bundle.digest())
                    .add("about", about)
                    .add("engines", Json.createArrayBuilder(enginesFor(manifest, engines)));
        });
        return json;
    }

    private static List<String> enginesFor(Manifest manifest, List<EngineEntry> engines) {
        return engines.stream()
                .filter(engine -> engine.runs(manifest))
                .map(EngineEntry::id)
                .sorted()
                .toList();
    }
}
