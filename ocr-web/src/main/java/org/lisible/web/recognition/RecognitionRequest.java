package org.lisible.web.recognition;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

import org.lisible.decode.DecodeOptions;
import org.lisible.model.Manifest;

/**
 * How an image is to be read.
 *
 * @param engine an engine's id; empty for the default
 * @param model a model's {@code id} or {@code id/version}, or {@code characters}; empty for what is usual for the source
 * @param decoding beam, alternatives and constraints
 */
public record RecognitionRequest(Optional<String> engine, Optional<String> model, DecodeOptions decoding) {

    /** How many candidates for a single character are named at least. */
    private static final int CANDIDATES = 5;

    public RecognitionRequest {
        requireNonNull(engine, "engine is null");
        requireNonNull(model, "model is null");
        requireNonNull(decoding, "decoding is null");
    }

    RecognitionRequest withModel(String name) {
        return new RecognitionRequest(engine, Optional.of(name), decoding);
    }

    /** The decoding, with at least five candidates where a model reads single characters. */
    DecodeOptions decodingFor(Manifest manifest) {
        return manifest.task().equals(Manifest.CHARACTER)
                ? decoding.withCharacterAlternatives(Math.max(CANDIDATES, decoding.characterAlternatives()))
                : decoding;
    }
}
