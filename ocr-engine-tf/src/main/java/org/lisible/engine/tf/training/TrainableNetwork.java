package org.lisible.engine.tf.training;

/** A network as pure functions of its weights, which it does not keep. */
interface TrainableNetwork extends AutoCloseable {

    /**
     * @param seed {@code int[2]}, of the dropout
     * @throws org.tensorflow.exceptions.TFResourceExhaustedException if the batch does not fit the memory
     */
    LossAndGradients learn(Weights weights, Batch batch, int[] seed);

    /** Raw logits {@code float[batch * steps * classes]} with the running statistics and without dropout. */
    float[] infer(Weights weights, Batch batch);

    @Override
    void close();
}
