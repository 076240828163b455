package org.lisible.web.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.lisible.key.ApiKey;
import org.lisible.web.security.AccessRules;
import org.lisible.web.security.Administrative;

/** The keys that the server knows, which also tells an administrator that the own one works. */
@Path("api/v1/keys")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Administrative
@Tag(name = "administration")
@SecurityRequirement(name = "key")
public class KeysResource {

    @Inject
    AccessRules rules;

    @GET
    @Operation(
            operationId = "keys",
            summary = "List the keys",
            description = "Names and roles, in the file's order. The keys themselves are kept nowhere.")
    @APIResponse(
            responseCode = "200",
            description = "Every key that is known now",
            content = @Content(
                    mediaType = MediaType.APPLICATION_JSON,
                    schema = @Schema(ref = "Keys"),
                    examples = @ExampleObject(name = "two keys", value = Examples.KEYS)))
    public JsonObject keys() {
        JsonArrayBuilder keys = Json.createArrayBuilder();
        for (ApiKey key : rules.keys()) {
            keys.add(Json.createObjectBuilder()
                    .add("name", key.name())
                    .add("role", key.role().label()));
        }
        return Json.createObjectBuilder().add("keys", keys).build();
    }
}
