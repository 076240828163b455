package org.lisible.web.recognition;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

import org.lisible.decode.DecodeOptions;

/**
 * How an image is to be read.
 *
 * @param engine an engine's id; empty for the default
 * @param model a model's {@code id} or {@code id/version}; empty for the default
 * @param decoding beam, alternatives and constraints
 */
public record RecognitionRequest(Optional<String> engine, Optional<String> model, DecodeOptions decoding) {

    public RecognitionRequest {
        requireNonNull(engine, "engine is null");
        requireNonNull(model, "model is null");
        requireNonNull(decoding, "decoding is null");
    }
}
