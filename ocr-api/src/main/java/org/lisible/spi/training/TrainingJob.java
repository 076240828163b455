package org.lisible.spi.training;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import org.lisible.model.Manifest;
import org.lisible.model.ModelBundle;

/**
 * One training.
 *
 * @param manifest the network to train; its temperature is fitted, the rest is kept
 * @param start weights to go on from (tensors are taken by name where the shape fits; the others start fresh), or empty
 * @param training what is learned from
 * @param validation what decides which epoch is best and fits the temperature; never learned from
 * @param options how
 * @param folder holds the checkpoint, {@code history.json} and {@code training.log}; made if it is missing
 * @param cancelled looked at between steps; true writes a checkpoint and ends with the best model so far
 */
public record TrainingJob(
        Manifest manifest,
        Optional<ModelBundle> start,
        Examples training,
        Examples validation,
        TrainingOptions options,
        Path folder,
        BooleanSupplier cancelled) {

    public TrainingJob {
        requireNonNull(manifest, "manifest is null");
        requireNonNull(start, "start is null");
        requireNonNull(training, "training is null");
        requireNonNull(validation, "validation is null");
        requireNonNull(options, "options is null");
        requireNonNull(folder, "folder is null");
        requireNonNull(cancelled, "cancelled is null");
    }
}
