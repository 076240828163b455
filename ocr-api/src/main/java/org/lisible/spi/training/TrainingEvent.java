package org.lisible.spi.training;

/** What a trainer tells while it works. */
public sealed interface TrainingEvent {

    /**
     * Training begins.
     *
     * @param parameters how many numbers are learned
     * @param device what it runs on
     * @param resumedAfterEpoch the last epoch of the checkpoint that training goes on from; 0 for a fresh start
     */
    record Started(long parameters, String device, int resumedAfterEpoch) implements TrainingEvent {}

    /**
     * A step is done.
     *
     * @param epoch from 1
     * @param step from 1
     * @param steps in this epoch
     * @param loss mean loss of the epoch's steps so far
     * @param imagesPerSecond since the epoch began
     */
    record Step(int epoch, int step, int steps, double loss, double imagesPerSecond) implements TrainingEvent {}

    /**
     * An epoch is done and validated; also a row of {@code history.json}.
     *
     * @param epoch from 1
     * @param trainingLoss mean loss
     * @param validationLoss mean loss
     * @param exactMatch share of validation texts read without a fault, greedy decoding
     * @param characterErrorRate edit distance over characters
     * @param learningRate at the epoch's end
     * @param seconds the epoch took, validation included
     * @param best whether it is the best so far
     */
    record Epoch(
            int epoch,
            double trainingLoss,
            double validationLoss,
            double exactMatch,
            double characterErrorRate,
            double learningRate,
            double seconds,
            boolean best)
            implements TrainingEvent {}

    /**
     * Something a person should know: the batch was halved, patience ran out, the temperature was fitted.
     *
     * @param message in English, one sentence
     */
    record Note(String message) implements TrainingEvent {}
}
