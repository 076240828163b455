package org.lisible.web.rest;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.lisible.web.samples.Sample;
import org.lisible.web.samples.Samples;

/** Gives out an image whose text is known. */
@Path("test-sample")
@RequestScoped
@Tag(name = "samples")
public class SampleResource {

    private static final String LABEL = "X-True-Label";
    private static final String ID = "X-Sample-Id";

    @Inject
    Samples samples;

    @GET
    @Operation(
            operationId = "testSample",
            summary = "Get an image whose text is known",
            description = "A random image of the configured validation split, never one that was trained on. A label "
                    + "beyond printable ASCII is percent-encoded as UTF-8.")
    @APIResponse(
            responseCode = "200",
            description = "The image; its text is in a header",
            headers = {
                @Header(name = LABEL, description = "The text", schema = @Schema(type = SchemaType.STRING, example = "mx48n")),
                @Header(name = ID, description = "The image's name", schema = @Schema(type = SchemaType.STRING))
            },
            content = @Content(
                    mediaType = "image/*",
                    schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response sample() {
        Sample sample = samples.any();
        return Response.ok(sample.content(), sample.mediaType())
                .header(LABEL, headerText(sample.label()))
                .header(ID, headerText(sample.id()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static String headerText(String text) {
        boolean plain = text.chars().allMatch(c -> c > ' ' && c < 127 && c != '%');
        return plain ? text : URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
