package org.lisible.web.rest;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.lisible.web.models.ModelEntry;
import org.lisible.web.readers.Reader;
import org.lisible.web.readers.Readers;
import org.lisible.web.recognition.Source;
import org.lisible.web.security.RequestIds;
import org.lisible.web.stopping.Stopping;

/** The Open Inference Protocol, version 2, so that clients of KServe and Triton can read text here. */
@Path("v2")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "inference")
public class InferenceResource {

    /** The header that says how much of a body is JSON; binary data follows. */
    static final String JSON_LENGTH = "Inference-Header-Content-Length";

    @Inject
    Readers readers;

    @Inject
    Reads reads;

    @Inject
    Stopping stopping;

    @Inject
    JsonProvider library;

    @Context
    HttpServletRequest servletRequest;

    @Context
    ServletContext servletContext;

    @GET
    @Operation(operationId = "v2Server", summary = "What this server is, for inference clients")
    @APIResponse(
            responseCode = "200",
            description = "Name, version and extensions",
            content = @Content(schema = @Schema(ref = "V2Server")))
    public JsonObject server() {
        return library.createObjectBuilder()
                .add("name", "lisible")
                .add("version", ServiceResource.version(servletContext))
                .add("extensions", library.createArrayBuilder().add("binary_tensor_data"))
                .build();
    }

    @GET
    @Path("health/live")
    @Operation(operationId = "v2Live", summary = "Whether the server answers")
    @APIResponse(responseCode = "200", description = "It does", content = @Content(schema = @Schema(ref = "V2Health")))
    public Response live() {
        return health("live", true);
    }

    @GET
    @Path("health/ready")
    @Operation(operationId = "v2Ready", summary = "Whether an image would be read now")
    @APIResponse(responseCode = "200", description = "It would", content = @Content(schema = @Schema(ref = "V2Health")))
    public Response ready() {
        return health("ready", !stopping.hasBegun() && readers.isStarted() && readers.problem().isEmpty());
    }

    private Response health(String name, boolean holds) {
        return Response.status(holds ? 200 : 503)
                .entity(library.createObjectBuilder().add("live", true).add(name, holds).build())
                .build();
    }

    @GET
    @Path("models/{model}")
    @Operation(operationId = "v2Model", summary = "What a model takes and gives", description = "Of its newest version.")
    @APIResponse(responseCode = "200", description = "Its tensors", content = @Content(schema = @Schema(ref = "V2Model")))
    public JsonObject model(@PathParam("model") String model) {
        return metadata(readers.models().find(readers.modelName(Optional.of(model))));
    }

    @GET
    @Path("models/{model}/versions/{version}")
    @Operation(operationId = "v2ModelVersion", summary = "What a version of a model takes and gives")
    @APIResponse(responseCode = "200", description = "Its tensors", content = @Content(schema = @Schema(ref = "V2Model")))
    public JsonObject model(@PathParam("model") String model, @PathParam("version") String version) {
        return metadata(readers.models().find(model + "/" + version));
    }

    private JsonObject metadata(ModelEntry model) {
        List<String> versions = readers.models().entries().stream()
                .filter(entry -> entry.id().equals(model.id()) && entry.isReady())
                .map(ModelEntry::version)
                .toList();
        JsonArrayBuilder outputs = library.createArrayBuilder();
        Arrays.stream(InferTensor.values()).forEach(tensor -> outputs.add(tensor(tensor.label(), tensor.datatype())));
        return library.createObjectBuilder()
                .add("name", model.id())
                .add("versions", library.createArrayBuilder(versions))
                .add("platform", "lisible")
                .add("inputs", library.createArrayBuilder().add(tensor(InferRequest.INPUT, InferTensor.BYTES)))
                .add("outputs", outputs)
                .build();
    }

    private JsonObjectBuilder tensor(String name, String datatype) {
        return library.createObjectBuilder()
                .add("name", name)
                .add("datatype", datatype)
                .add("shape", library.createArrayBuilder().add(1));
    }

    @GET
    @Path("models/{model}/ready")
    @Operation(operationId = "v2ModelReady", summary = "Whether a model would read an image now")
    @APIResponse(responseCode = "200", description = "It would", content = @Content(schema = @Schema(ref = "V2ModelReady")))
    public JsonObject modelReady(@PathParam("model") String model) {
        return readiness(model, model);
    }

    @GET
    @Path("models/{model}/versions/{version}/ready")
    @Operation(operationId = "v2ModelVersionReady", summary = "Whether a version of a model would read an image now")
    @APIResponse(responseCode = "200", description = "It would", content = @Content(schema = @Schema(ref = "V2ModelReady")))
    public JsonObject modelReady(@PathParam("model") String model, @PathParam("version") String version) {
        return readiness(model, model + "/" + version);
    }

    /** Opened by this very question, if no request was there before: ready is what has read its first, blank image. */
    private JsonObject readiness(String model, String name) {
        readers.with(Optional.empty(), Optional.of(name), Reader::info);
        return library.createObjectBuilder().add("name", model).add("ready", true).build();
    }

    @POST
    @Path("models/{model}/infer")
    @Produces({MediaType.APPLICATION_JSON, MediaType.APPLICATION_OCTET_STREAM})
    @Operation(
            operationId = "v2Infer",
            summary = "Read one image",
            description = "One input `image` of type BYTES and shape [1]: an image file, in base64 in the JSON or, by the "
                    + "binary extension, behind it. The outputs are `text`, `confidence` and `json`, all that `/predict` "
                    + "tells. `parameters` may have the query parameters of `/predict` but `model`.")
    @RequestBody(
            required = true,
            content = @Content(
                    mediaType = MediaType.APPLICATION_JSON,
                    schema = @Schema(ref = "V2InferRequest"),
                    examples = @ExampleObject(name = "an image", value = Examples.V2_REQUEST)))
    @APIResponse(
            responseCode = "200",
            description = "What was read",
            content = @Content(
                    mediaType = MediaType.APPLICATION_JSON,
                    schema = @Schema(ref = "V2InferResponse"),
                    examples = @ExampleObject(name = "a captcha", value = Examples.V2_RESPONSE)))
    public Response infer(
            @PathParam("model") String model, @HeaderParam(JSON_LENGTH) String jsonLength, byte[] body) {
        return read(model, jsonLength, body);
    }

    @POST
    @Path("models/{model}/versions/{version}/infer")
    @Produces({MediaType.APPLICATION_JSON, MediaType.APPLICATION_OCTET_STREAM})
    @Operation(operationId = "v2InferVersion", summary = "Read one image with a version of a model")
    @RequestBody(
            required = true,
            content = @Content(
                    mediaType = MediaType.APPLICATION_JSON,
                    schema = @Schema(ref = "V2InferRequest"),
                    examples = @ExampleObject(name = "an image", value = Examples.V2_REQUEST)))
    @APIResponse(
            responseCode = "200",
            description = "What was read",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "V2InferResponse")))
    public Response infer(
            @PathParam("model") String model,
            @PathParam("version") String version,
            @HeaderParam(JSON_LENGTH) String jsonLength,
            byte[] body) {
        return read(model + "/" + version, jsonLength, body);
    }

    private Response read(String model, String jsonLength, byte[] body) {
        InferRequest request = InferRequest.read(body, jsonLength, library);
        ReadingParameters parameters = ReadingParameters.of(request.parameters(), model);
        JsonObject reading = reads.read(
                new Upload("", new Source.ImageFile(request.image())),
                parameters.request(),
                parameters.extras(),
                RequestIds.of(servletRequest));
        InferAnswer answer = InferAnswer.of(request, reading, library.createBuilderFactory(Map.of()));
        Response.ResponseBuilder response =
                Response.ok(answer.body()).header(HttpHeaders.CACHE_CONTROL, "no-store");
        return answer.isBinary()
                ? response.type(MediaType.APPLICATION_OCTET_STREAM_TYPE)
                        .header(JSON_LENGTH, answer.jsonLength())
                        .build()
                : response.type(MediaType.APPLICATION_JSON_TYPE).build();
    }
}
