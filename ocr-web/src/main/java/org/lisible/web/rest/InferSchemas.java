package org.lisible.web.rest;

import static org.lisible.web.rest.ApiSchemas.array;
import static org.lisible.web.rest.ApiSchemas.bool;
import static org.lisible.web.rest.ApiSchemas.integer;
import static org.lisible.web.rest.ApiSchemas.number;
import static org.lisible.web.rest.ApiSchemas.object;
import static org.lisible.web.rest.ApiSchemas.ref;
import static org.lisible.web.rest.ApiSchemas.text;
import static org.lisible.web.rest.ApiSchemas.texts;

import java.util.LinkedHashMap;
import java.util.Map;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** The part of {@link ApiSchemas} that is the Open Inference Protocol's. */
final class InferSchemas {

    private static final Map<String, String> ERRORS = Map.of(
            "400", "The request is malformed, or has tensors that no model here takes or gives",
            "401", "A key is needed, or the one that was sent is unknown",
            "404", "There is no such model or version",
            "503", "Nothing is ready to read or the queue is full; see `Retry-After`",
            "504", "The image was not read in time");

    private InferSchemas() {}

    static void addErrors(Operation operation) {
        ERRORS.forEach((status, description) -> {
            APIResponse response = OASFactory.createAPIResponse()
                    .description(description)
                    .content(OASFactory.createContent()
                            .addMediaType(
                                    "application/json", OASFactory.createMediaType().schema(ref("V2Error"))));
            operation.getResponses().addAPIResponse(status, response);
        });
    }

    static Map<String, Schema> schemas() {
        Map<String, Schema> schemas = new LinkedHashMap<>();
        schemas.put("V2Error", object(texts("error")));
        schemas.put("V2Health", object(Map.of("live", bool(), "ready", bool())));
        schemas.put("V2Server", object(Map.of("name", text(), "version", text(), "extensions", array(text()))));
        schemas.put("V2Tensor", object(Map.of("name", text(), "datatype", text(), "shape", array(integer()))));
        schemas.put("V2Model", object(Map.of(
                "name", text(),
                "versions", array(text()),
                "platform", text(),
                "inputs", array(ref("V2Tensor")),
                "outputs", array(ref("V2Tensor")))));
        schemas.put("V2ModelReady", object(Map.of("name", text(), "ready", bool())));
        Schema parameters = OASFactory.createSchema().type(Schema.SchemaType.OBJECT);
        schemas.put("V2Input", object(Map.of(
                "name", text(),
                "datatype", text(),
                "shape", array(integer()),
                "parameters", parameters,
                "data", array(text()))));
        schemas.put("V2InferRequest", object(Map.of(
                "id", text(),
                "parameters", parameters,
                "inputs", array(ref("V2Input")),
                "outputs", array(object(Map.of("name", text(), "parameters", parameters))))));
        schemas.put("V2Output", object(Map.of(
                "name", text(),
                "datatype", text(),
                "shape", array(integer()),
                "parameters", parameters,
                "data", array(OASFactory.createSchema().addAnyOf(text()).addAnyOf(number())))));
        schemas.put("V2InferResponse", object(Map.of(
                "model_name", text(),
                "model_version", text(),
                "id", text(),
                "outputs", array(ref("V2Output")))));
        return schemas;
    }
}
