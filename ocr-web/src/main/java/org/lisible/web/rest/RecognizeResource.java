package org.lisible.web.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.lisible.web.recognition.RecognitionRequest;
import org.lisible.web.security.RequestIds;

/** Reads one image or many, side by side; one that fails does not fail the others. */
@Path("api/v1/recognize")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "reading")
public class RecognizeResource {

    @Inject
    Reads reads;

    @Inject
    Results results;

    @Context
    HttpServletRequest servletRequest;

    @POST
    @Consumes({"image/*", MediaType.APPLICATION_OCTET_STREAM, MediaType.MULTIPART_FORM_DATA, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "recognize",
            summary = "Read one image or many",
            description = "Every part `file` of the form is an image; or the body itself is one; or the property `images` of "
                    + "a JSON object holds single characters. Result i belongs to image i: what was read, or the problem "
                    + "that it made.")
    @RequestBody(
            required = true,
            content = {
                @Content(mediaType = MediaType.MULTIPART_FORM_DATA, schema = @Schema(ref = "FilesForm")),
                @Content(
                        mediaType = "image/*",
                        schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "PixelImages"))
            })
    @APIResponse(
            responseCode = "200",
            description = "One result for each image",
            content = @Content(
                    mediaType = MediaType.APPLICATION_JSON,
                    schema = @Schema(ref = "Readings"),
                    examples = @ExampleObject(name = "one sound, one cut short", value = Examples.READINGS)))
    public JsonObject recognize(@Context UriInfo address, Uploads uploads) {
        ReadingParameters parameters = ReadingParameters.of(address);
        RecognitionRequest request = parameters.request();
        Extras extras = parameters.extras();
        String requestId = RequestIds.of(servletRequest);
        return results.of(uploads.images(), requestId, image -> reads.read(image, request, extras, requestId));
    }
}
