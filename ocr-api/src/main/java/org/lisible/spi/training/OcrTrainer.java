package org.lisible.spi.training;

import java.util.function.Consumer;

import org.lisible.model.ModelBundle;

/** Trains a network from its manifest. One job at a time; not safe for concurrent use. */
public interface OcrTrainer {

    /**
     * Trains until the epochs are done, patience runs out or the job is cancelled, and returns the weights of the best
     * validation epoch. If the job's folder holds a checkpoint of the same job, training goes on from there; a kill at
     * any moment loses at most the work since the last checkpoint.
     *
     * @param job what to train on and how
     * @param listener told of everything that happens, on the calling thread
     * @return the best model, its temperature fitted on the validation set
     * @throws org.lisible.OcrException of kind {@code BROKEN} if the checkpoint belongs to another job or cannot be
     *     read, {@code INVALID} if the data does not fit the manifest
     */
    ModelBundle train(TrainingJob job, Consumer<TrainingEvent> listener);
}
