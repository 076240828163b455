package org.lisible.web.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.examples.Example;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.lisible.OcrException.Kind;
import org.lisible.web.problem.Problem;
import org.lisible.web.problem.ProblemType;

/**
 * Completes the description of the API: the schemas of what it takes and gives, and for every operation the problems it
 * can answer with, from the same table that decides them. Named in {@code microprofile-config.properties}.
 */
public class ApiSchemas implements OASFilter {

    private static final Map<Kind, String> OF_READING = ofReading();

    private static Map<Kind, String> ofReading() {
        Map<Kind, String> problems = new LinkedHashMap<>();
        problems.put(Kind.INVALID, "A parameter is wrong, there is no part named `file`, or no text is allowed");
        problems.put(Kind.NOT_FOUND, "There is no such engine or model; `available` lists those there are");
        problems.put(Kind.TOO_LARGE, "Too many bytes, columns, rows, pixels or images");
        problems.put(Kind.UNSUPPORTED_MEDIA, "This content type or kind of image is not read here");
        problems.put(Kind.UNPROCESSABLE, "The image is damaged");
        problems.put(Kind.BROKEN, "The engine failed; the server's log has more under the request id");
        problems.put(Kind.UNAVAILABLE, "Nothing is ready to read or the queue is full; see `Retry-After`");
        problems.put(Kind.TIMEOUT, "The image was not read in time");
        return problems;
    }

    @Override
    public Operation filterOperation(Operation operation) {
        List<String> tags = operation.getTags() == null ? List.of() : operation.getTags();
        if (tags.contains("reading")) {
            parameters().forEach(operation::addParameter);
            OF_READING.forEach((kind, description) -> add(operation, kind, description));
        } else if (tags.contains("inference")) {
            InferSchemas.addErrors(operation);
            return operation;
        } else if (tags.contains("samples")) {
            add(operation, Kind.NOT_FOUND, "The validation split is empty");
            add(operation, Kind.BROKEN, "The validation split cannot be read");
        } else if (tags.contains("service")) {
            add(operation, Kind.UNAVAILABLE, "The application is starting; see `Retry-After`");
        }
        add(operation, Kind.UNAUTHENTICATED, "A key is needed, or the one that was sent is unknown");
        if (tags.contains("administration")) {
            add(operation, Kind.FORBIDDEN, "The key's role is too small, or the server has no keys at all");
        }
        return operation;
    }

    private static List<Parameter> parameters() {
        return List.of(
                query("engine", "The engine that reads; /api/v1/engines lists them", text(), "pure"),
                query("model", "The model, as id or id/version, or `characters`; /api/v1/models lists them", text(), "captcha-v2"),
                query("alternatives", "How many readings of the text and of each character to give", integer(), 3),
                query("beam", "The width of the beam search; 1 is greedy", integer(), 10),
                query("alphabet", "The only characters that may occur", text(), "2345678bcdefgmnpwxy"),
                query("length", "The exact number of characters", integer(), 5),
                query("steps", "Whether to give the probabilities of every time step (`ctc`, `softmax`)", bool(), true),
                query("input", "Whether to give the pictures that the network saw, as grey levels", bool(), true));
    }

    private static Parameter query(String name, String description, Schema schema, Object example) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.QUERY)
                .required(false)
                .description(description)
                .schema(schema)
                .addExample(name, OASFactory.createExample().value(example));
    }

    private static void add(Operation operation, Kind kind, String description) {
        Example example = OASFactory.createExample().value(example(kind));
        Content content = OASFactory.createContent()
                .addMediaType(
                        Problem.MEDIA_TYPE,
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref("Problem"))
                                .addExample("problem", example));
        APIResponse response = OASFactory.createAPIResponse().description(description).content(content);
        operation.getResponses().addAPIResponse(String.valueOf(ProblemType.of(kind).status()), response);
    }

    private static String example(Kind kind) {
        return switch (kind) {
            case INVALID -> problem(kind, "no-file-part", "no part of the form is named 'file'; there are: image");
            case UNAUTHENTICATED -> problem(kind, "key-required", "this call needs a key of the role admin");
            case FORBIDDEN -> problem(kind, "role-too-small", "the key 'page' has the role read; this call needs admin");
            case NOT_FOUND -> problem(kind, "unknown-engine", "unknown engine 'tff'; there are: pure, tf", "pure", "tf");
            case TOO_LARGE -> problem(kind, "too-many-bytes", "the image has more than 10000000 bytes");
            case UNSUPPORTED_MEDIA -> problem(kind, "unknown-image-format", "this is no image file that can be read here");
            case UNPROCESSABLE -> problem(kind, "truncated-image", "the PNG file ends before its image does");
            case TOO_MANY -> problem(kind, "too-many-requests", "too many requests");
            case BROKEN -> problem(kind, "engine-failed", "engine tf failed: out of memory");
            case UNAVAILABLE -> problem(kind, "queue-full", "all 64 places in the queue are taken; try again");
            case TIMEOUT -> problem(kind, "deadline-passed", "the image was not read before its deadline; try again");
        };
    }

    private static String problem(Kind kind, String code, String detail, String... available) {
        String requestId = "1f0c6f0e-7c52-4b5e-9c1d-0a4b6a2b7f11";
        return new Problem(ProblemType.of(kind), code, detail, requestId, List.of(available)).json().toString();
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        if (api.getComponents() == null) {
            api.setComponents(OASFactory.createComponents());
        }
        schemas().forEach(api.getComponents()::addSchema);
        if (api.getTags() != null) {
            // Some servers list a tag once more for every resource that has it.
            api.setTags(api.getTags().stream().filter(tag -> tag.getDescription() != null).toList());
        }
    }

    private static Map<String, Schema> schemas() {
        Map<String, Schema> schemas = new LinkedHashMap<>();
        schemas.put("FileForm", object(Map.of("file", text("binary"))));
        schemas.put("FilesForm", object(Map.of("file", array(text("binary")))));
        schemas.put("PixelImage", array(number())
                .description("784 numbers from 0 (paper) to 1 (ink), row by row; or 28 arrays of 28; or an object that holds "
                        + "either as `image`"));
        schemas.put("PixelImages", object(Map.of("images", array(ref("PixelImage")))));
        schemas.put("Problem", object(Map.of(
                "type", text(),
                "title", text(),
                "status", integer(),
                "detail", text(),
                "code", text(),
                "requestId", text(),
                "available", array(text()))));
        schemas.put("Range", object(Map.of("start", integer(), "end", integer())));
        schemas.put("Alternative", object(Map.of("text", text(), "confidence", number())));
        schemas.put("Character", object(Map.of(
                "character", text(),
                "confidence", number(),
                "alternatives", array(ref("Alternative")),
                "steps", ref("Range"),
                "columns", ref("Range"))));
        schemas.put("Reading", reading());
        schemas.put("Candidate", object(Map.of("character", text(), "confidence", number())));
        schemas.put("Segment", object(Map.of(
                "character", text(),
                "confidence", number(),
                "line", integer(),
                "box", object(Map.of("x", integer(), "y", integer(), "width", integer(), "height", integer())),
                "top5", array(ref("Candidate")))));
        schemas.put("Text", textReading());
        schemas.put("Readings", object(Map.of("results", array(ref("Reading")))));
        schemas.put("Rejection", object(texts("source", "reason", "at")));
        Map<String, Schema> engine = new LinkedHashMap<>(
                texts("id", "version", "state", "source", "reason", "device", "kernels", "replaces"));
        engine.put("loadersAlive", integer());
        engine.put("hungCalls", integer());
        engine.put("rejected", ref("Rejection"));
        schemas.put("Engine", object(engine));
        schemas.put("Engines", object(Map.of("default", text(), "engines", array(ref("Engine")))));
        schemas.put("Models", object(Map.of("default", text(), "models", array(ref("Model")))));
        schemas.put("Model", object(texts("id", "version", "state", "reason", "rejected", "title", "task", "alphabet", "digest")));
        schemas.put("Keys", object(Map.of("keys", array(object(texts("name", "role"))))));
        schemas.put("Service", object(texts("name", "description", "version", "engine", "model")));
        schemas.putAll(InferSchemas.schemas());
        return schemas;
    }

    private static Schema textReading() {
        Map<String, Schema> properties = outcome();
        properties.put("segments", array(ref("Segment")));
        return object(properties);
    }

    private static Schema reading() {
        Map<String, Schema> properties = outcome();
        properties.put("characters", array(ref("Character")));
        properties.put("alternatives", array(ref("Alternative")));
        properties.put("character", text());
        properties.put("top5", array(ref("Candidate")));
        properties.put("input", object(Map.of("planes", array(object(Map.of("width", integer(), "height", integer(), "levels", array(integer())))))));
        properties.put("ctc", object(Map.of("symbols", array(text()), "probabilities", array(array(number())))));
        return object(properties);
    }

    private static Map<String, Schema> outcome() {
        Map<String, Schema> properties = new LinkedHashMap<>(texts("text", "engine", "model", "version", "requestId"));
        properties.put("confidence", number());
        properties.put("cached", bool());
        properties.put("image", object(Map.of("width", integer(), "height", integer())));
        Map<String, Schema> timings = new LinkedHashMap<>();
        List.of("decode", "preprocess", "queue", "inference", "decoding", "total")
                .forEach(stage -> timings.put(stage, number()));
        properties.put("timings", object(timings).description("Milliseconds"));
        return properties;
    }

    static Map<String, Schema> texts(String... names) {
        Map<String, Schema> properties = new LinkedHashMap<>();
        for (String name : names) {
            properties.put(name, text());
        }
        return properties;
    }

    static Schema object(Map<String, Schema> properties) {
        return OASFactory.createSchema()
                .type(Schema.SchemaType.OBJECT)
                .properties(new TreeMap<>(properties));
    }

    static Schema array(Schema items) {
        return OASFactory.createSchema().type(Schema.SchemaType.ARRAY).items(items);
    }

    static Schema ref(String name) {
        return OASFactory.createSchema().ref(name);
    }

    static Schema text() {
        return OASFactory.createSchema().type(Schema.SchemaType.STRING);
    }

    private static Schema text(String format) {
        return text().format(format);
    }

    static Schema number() {
        return OASFactory.createSchema().type(Schema.SchemaType.NUMBER);
    }

    static Schema bool() {
        return OASFactory.createSchema().type(Schema.SchemaType.BOOLEAN);
    }

    static Schema integer() {
        return OASFactory.createSchema().type(Schema.SchemaType.INTEGER);
    }
}
