package org.lisible.spi.training;

/**
 * How to train. {@link #DEFAULTS} suits a CRNN on some hundred to some thousand images.
 *
 * @param epochs most passes over the training set, at least 1
 * @param batchSize examples a step; halved when memory runs out
 * @param learningRate peak rate of AdamW (Loshchilov &amp; Hutter 2019), reached after the warm-up
 * @param warmupEpochs epochs of linear rise from 0, then a cosine falls to 1 % of the peak at the last epoch
 * @param weightDecay decoupled, on kernels and matrices only
 * @param clipNorm largest global norm of the gradient
 * @param averageDecay decay per step of the exponential moving average of the weights that is validated and kept
 *     (Polyak averaging); 0 keeps the raw weights
 * @param patience epochs without a better validation before training stops early; 0 for never
 * @param checkpointEvery epochs from one checkpoint to the next, at least 1
 * @param seed of the initial weights, the order of the examples and the dropout
 * @param labelSmoothing share of the target that all classes have evenly (Szegedy et al. 2016), at least 0 and below 1;
 *     of a softmax decoder only, CTC has none
 */
public record TrainingOptions(
        int epochs,
        int batchSize,
        double learningRate,
        double warmupEpochs,
        double weightDecay,
        double clipNorm,
        double averageDecay,
        int patience,
        int checkpointEvery,
        long seed,
        double labelSmoothing) {

    public static final TrainingOptions DEFAULTS =
            new TrainingOptions(40, 16, 1e-3, 1, 1e-2, 5, 0.995, 25, 1, 20_261_121, 0);

    public TrainingOptions {
        require(epochs >= 1, "epochs", epochs, "at least 1");
        require(batchSize >= 1, "batchSize", batchSize, "at least 1");
        require(learningRate > 0, "learningRate", learningRate, "above 0");
        require(warmupEpochs >= 0, "warmupEpochs", warmupEpochs, "at least 0");
        require(weightDecay >= 0, "weightDecay", weightDecay, "at least 0");
        require(clipNorm > 0, "clipNorm", clipNorm, "above 0");
        require(averageDecay >= 0 && averageDecay < 1, "averageDecay", averageDecay, "at least 0 and below 1");
        require(patience >= 0, "patience", patience, "at least 0");
        require(checkpointEvery >= 1, "checkpointEvery", checkpointEvery, "at least 1");
        require(labelSmoothing >= 0 && labelSmoothing < 1, "labelSmoothing", labelSmoothing, "at least 0 and below 1");
    }

    private static void require(boolean holds, String name, Number value, String bound) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is " + value + ", not " + bound);
        }
    }
}
