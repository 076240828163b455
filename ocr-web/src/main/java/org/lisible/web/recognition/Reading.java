package org.lisible.web.recognition;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

import org.lisible.image.GrayImage;
import org.lisible.model.Manifest;
import org.lisible.result.Logits;
import org.lisible.result.Recognition;
import org.lisible.spi.EngineInfo;
import org.lisible.tensor.Tensor;

/**
 * What was read in one image, by whom, and how long each stage took.
 *
 * @param recognition the text
 * @param logits what the network put out, unless it wrote the text itself
 * @param input what the network saw
 * @param manifest the model that read
 * @param engine the engine that read
 * @param width columns of the image, upright
 * @param height rows of the image, upright
 * @param timings the stages
 */
public record Reading(
        Recognition recognition,
        Optional<Logits> logits,
        Tensor input,
        Manifest manifest,
        EngineInfo engine,
        int width,
        int height,
        Timings timings)
        implements Outcome {

    public Reading {
        requireNonNull(recognition, "recognition is null");
        requireNonNull(logits, "logits is null");
        requireNonNull(input, "input is null");
        requireNonNull(manifest, "manifest is null");
        requireNonNull(engine, "engine is null");
        requireNonNull(timings, "timings is null");
    }

    Reading(
            Recognition recognition,
            Optional<Logits> logits,
            Tensor input,
            Manifest manifest,
            EngineInfo engine,
            GrayImage image,
            Timings timings) {
        this(recognition, logits, input, manifest, engine, image.width(), image.height(), timings);
    }
}
