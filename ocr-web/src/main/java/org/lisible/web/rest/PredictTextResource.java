package org.lisible.web.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
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

/** Reads text of several characters and says where each of them stands: of one image or many, side by side. */
@Path("/")
@ApplicationScoped
@Tag(name = "reading")
public class PredictTextResource {

    @Inject
    Reads reads;

    @Inject
    Results results;

    @Context
    HttpServletRequest servletRequest;

    @Context
    Request request;

    @POST
    @Path("predict_text")
    @Consumes({"image/*", MediaType.APPLICATION_OCTET_STREAM, MediaType.MULTIPART_FORM_DATA})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
    @Operation(
            operationId = "predictText",
            summary = "Read text character by character",
            description = "The model `characters` reads unless another is named: the image is cut into characters, lines and "
                    + "spaces, and what looks alike is settled by its height in the line and by what is written around "
                    + "it. Several parts `file` give an array `results`, in their order. `Accept: text/plain` gives the "
                    + "text of one image alone.")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = "image/*",
                        schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(
                        mediaType = MediaType.APPLICATION_OCTET_STREAM,
                        schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = MediaType.MULTIPART_FORM_DATA, schema = @Schema(ref = "FilesForm"))
            })
    @APIResponse(
            responseCode = "200",
            description = "The text and its segments",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(ref = "Text"),
                        examples = @ExampleObject(name = "two letters", value = Examples.TEXT)),
                @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING, example = "Hi"))
            })
    public Response predictText(@Context UriInfo address, Uploads uploads) {
        ReadingParameters parameters = ReadingParameters.of(address);
        RecognitionRequest asked = parameters.request();
        String requestId = RequestIds.of(servletRequest);
        if (Forms.wantsTextAlone(servletRequest, request)) {
            return Forms.ofText(reads.readText(uploads.only(), asked, requestId).getString("text"));
        }
        if (uploads.images().size() == 1) {
            return Forms.ofJson(reads.readText(uploads.only(), asked, requestId));
        }
        return Forms.ofJson(
                results.of(uploads.images(), requestId, image -> reads.readText(image, asked, requestId)));
    }
}
