package org.lisible.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;

/** The messages of the Open Inference Protocol, as {@code open-inference/schema.json} describes them. */
final class InferenceSchema {

    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private InferenceSchema() {}

    /** Checks that JSON is a message of that name, and gives it back. */
    static String require(String message, String json) {
        URI schema = URI.create("classpath:/open-inference/schema.json#/$defs/" + message);
        assertThat(FACTORY.getSchema(SchemaLocation.of(schema.toString())).validate(json, InputFormat.JSON))
                .as(json)
                .isEmpty();
        return json;
    }
}
