package org.lisible.engine.tf.training;

import java.util.Arrays;

import org.lisible.engine.tf.Tensors;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.nn.SoftmaxCrossEntropyWithLogits;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Softmax cross-entropy with label smoothing (Szegedy et al. 2016, section 7): the target is the label's class with
 * {@code 1 - smoothing} and all classes evenly with the rest. The loss is against that target, as PyTorch's
 * {@code CrossEntropyLoss(label_smoothing)} has it.
 */
final class SoftmaxObjective implements Objective {

    private final Placeholder<TInt32> symbols;
    private final SoftmaxCrossEntropyWithLogits<TFloat32> crossEntropy;
    private final Operand<TFloat32> gradient;

    SoftmaxObjective(Ops tf, Operand<TFloat32> logits, int classes, double smoothing) {
        symbols = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
        float rest = (float) (smoothing / classes);
        Operand<TFloat32> targets = tf.oneHot(
                symbols, tf.constant(classes), tf.constant((float) (1 - smoothing) + rest), tf.constant(rest));
        crossEntropy = tf.nn.softmaxCrossEntropyWithLogits(
                tf.reshape(logits, tf.constant(new int[] {-1, classes})), targets);
        gradient = tf.reshape(
                tf.math.div(crossEntropy.backprop(), tf.dtypes.cast(tf.size(symbols), TFloat32.class)),
                tf.constant(new int[] {-1, 1, classes}));
    }

    @Override
    public Operand<TFloat32> loss() {
        return crossEntropy.loss();
    }

    @Override
    public Operand<TFloat32> logitsGradient() {
        return gradient;
    }

    @Override
    public void feed(Session.Runner runner, Tensors tensors, int[][] labels) {
        int[] values = Arrays.stream(labels).mapToInt(label -> label[0]).toArray();
        runner.feed(symbols, tensors.ints(values, values.length));
    }
}
