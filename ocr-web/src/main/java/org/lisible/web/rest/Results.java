package org.lisible.web.rest;

import java.util.List;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;

import org.lisible.OcrException;
import org.lisible.web.problem.Problems;

/** The answer to many images in one request: each read beside the others, and none failed by another. */
@ApplicationScoped
public class Results {

    @Inject
    SideBySide sideBySide;

    @Inject
    Problems problems;

    @Inject
    JsonProvider library;

    /**
     * @param read gives the answer for one image
     * @return {@code results}: for each image its {@code name} and what was read, or the {@code problem} that it made
     */
    JsonObject of(List<Upload> images, String requestId, Function<Upload, JsonObject> read) {
        List<JsonObject> results = sideBySide.map(images, image -> one(image, requestId, read));
        return library.createObjectBuilder().add("results", library.createArrayBuilder(results)).build();
    }

    private JsonObject one(Upload image, String requestId, Function<Upload, JsonObject> read) {
        try {
            return library.createObjectBuilder(read.apply(image))
                    .add("name", image.name())
                    .build();
        } catch (OcrException e) {
            return library.createObjectBuilder()
                    .add("name", image.name())
                    .add("problem", problems.of(e, requestId).json())
                    .build();
        }
    }
}
