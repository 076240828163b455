package org.lisible.web.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Reads one image to bare text, for clients that cannot set {@code Accept}. */
@Path("/")
@RequestScoped
@Produces(PredictTextResource.TEXT)
@Tag(name = "reading")
public class PredictTextResource {

    static final String TEXT = "text/plain;charset=UTF-8";

    @Inject
    Reads reads;

    @POST
    @Path("predict_text")
    @Consumes({"image/*", MediaType.APPLICATION_OCTET_STREAM, MediaType.MULTIPART_FORM_DATA})
    @Operation(
            operationId = "predictText",
            summary = "Read one image to bare text",
            description = "As /predict with `Accept: text/plain`.")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = "image/*",
                        schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = MediaType.MULTIPART_FORM_DATA, schema = @Schema(ref = "FileForm"))
            })
    @APIResponse(
            responseCode = "200",
            description = "The text",
            content = @Content(
                    mediaType = MediaType.TEXT_PLAIN,
                    schema = @Schema(type = SchemaType.STRING, example = "mx48n")))
    public String predictText(@BeanParam ReadingParameters parameters, Uploads uploads) {
        return reads.read(uploads.only(), parameters.request()).recognition().text();
    }
}
