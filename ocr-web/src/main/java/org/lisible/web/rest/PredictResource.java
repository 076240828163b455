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
import org.lisible.web.security.RequestIds;

/** Reads one image: JSON with everything there is to know, or the bare text. */
@Path("/")
@ApplicationScoped
@Tag(name = "reading")
public class PredictResource {

    @Inject
    Reads reads;

    @Context
    HttpServletRequest servletRequest;

    @Context
    Request request;

    @POST
    @Path("predict")
    @Consumes({"image/*", MediaType.APPLICATION_OCTET_STREAM, MediaType.MULTIPART_FORM_DATA, MediaType.APPLICATION_JSON})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
    @Operation(
            operationId = "predict",
            summary = "Read one image",
            description = "The image is the body itself, or the part `file` of a form. PNG, JPEG, GIF, BMP, TIFF and WebP "
                    + "are read. `Accept: text/plain` gives the text alone. A single character can also come as JSON: 784 "
                    + "numbers or 28 rows of 28, from 0 (paper) to 1 (ink); the model `characters` then reads it unless "
                    + "another is named.")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = "image/*",
                        schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(
                        mediaType = MediaType.APPLICATION_OCTET_STREAM,
                        schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = MediaType.MULTIPART_FORM_DATA, schema = @Schema(ref = "FileForm")),
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "PixelImage"))
            })
    @APIResponse(
            responseCode = "200",
            description = "What was read",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(ref = "Reading"),
                        examples = {
                            @ExampleObject(name = "a captcha", value = Examples.READING),
                            @ExampleObject(name = "a single character", value = Examples.CHARACTER)
                        }),
                @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING, example = "mx48n"))
            })
    public Response predict(@Context UriInfo address, Uploads uploads) {
        ReadingParameters parameters = ReadingParameters.of(address);
        JsonObject reading = reads.read(
                uploads.only(), parameters.request(), parameters.extras(), RequestIds.of(servletRequest));
        return Forms.wantsTextAlone(servletRequest, request) ? Forms.ofText(reading.getString("text")) : Forms.ofJson(reading);
    }
}
