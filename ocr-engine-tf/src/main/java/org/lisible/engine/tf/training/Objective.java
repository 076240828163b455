package org.lisible.engine.tf.training;

import org.lisible.engine.tf.Tensors;
import org.lisible.model.DecoderSpec;
import org.lisible.model.Manifest;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What a network is trained to make small: the ops of a loss behind its logits, and how labels are fed to them. */
sealed interface Objective permits CtcObjective, SoftmaxObjective {

    /** Of each example, {@code [batch]}. */
    Operand<TFloat32> loss();

    /** Of the batch's mean loss at the network's logits, {@code [batch, steps, classes]}. */
    Operand<TFloat32> logitsGradient();

    /** @param labels symbol indices of each example */
    void feed(Session.Runner runner, Tensors tensors, int[][] labels);

    /**
     * The one that goes with the manifest's decoder.
     *
     * @param logits {@code [batch, steps, classes]}
     * @param labelSmoothing see {@link SoftmaxObjective}; CTC has none
     */
    static Objective of(Ops tf, Manifest manifest, Operand<TFloat32> logits, double labelSmoothing) {
        return manifest.decoder().type().equals(DecoderSpec.SOFTMAX)
                ? new SoftmaxObjective(tf, logits, manifest.classes(), labelSmoothing)
                : new CtcObjective(tf, logits, manifest);
    }
}
