package org.lisible.engine.tf.training;

import java.util.ArrayList;
import java.util.List;

import org.lisible.model.Manifest;
import org.lisible.spi.training.TrainingEvent;

/** Everything that a training changes while it goes on, and therefore everything that a checkpoint holds. */
final class TrainingState {

    final Weights weights;
    final Weights first;
    final Weights second;
    final Weights average;
    final Weights best;
    final List<TrainingEvent.Epoch> history = new ArrayList<>();
    /** Optimiser steps so far. */
    long steps;
    /** Examples of the epoch under way that were learned from. */
    int position;
    /** Sum of their losses. */
    double lossSum;
    /** Seconds already spent on the epoch under way. */
    double seconds;
    int batchSize;

    TrainingState(Manifest manifest, Weights start, int batchSize) {
        this.weights = start;
        this.first = Weights.zeros(manifest);
        this.second = Weights.zeros(manifest);
        this.average = start.copy();
        this.best = start.copy();
        this.batchSize = batchSize;
    }

    /** Whole epochs that were done and validated. */
    int epochs() {
        return history.size();
    }

    /** The best epoch so far: most exact matches, then the smallest validation loss, then the earliest; null before the first. */
    TrainingEvent.Epoch bestEpoch() {
        return history.stream()
                .filter(TrainingEvent.Epoch::best)
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    boolean wouldBeBest(double exactMatch, double validationLoss) {
        TrainingEvent.Epoch best = bestEpoch();
        return best == null
                || exactMatch > best.exactMatch()
                || exactMatch == best.exactMatch() && validationLoss < best.validationLoss();
    }
}
