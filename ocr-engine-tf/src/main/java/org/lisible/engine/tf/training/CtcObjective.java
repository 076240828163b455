package org.lisible.engine.tf.training;

import java.util.Arrays;
import java.util.List;

import org.lisible.engine.tf.Tensors;
import org.lisible.model.Manifest;
import org.lisible.model.Shapes;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.nn.CtcLoss;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/** Connectionist temporal classification over all steps of each example. */
final class CtcObjective implements Objective {

    private final Ops tf;
    private final int steps;
    private final int classes;
    private final Placeholder<TInt64> labelIndices;
    private final Placeholder<TInt32> labelValues;
    private final Placeholder<TInt32> lengths;
    private final CtcLoss<TFloat32> ctc;

    CtcObjective(Ops tf, Operand<TFloat32> logits, Manifest manifest) {
        this.tf = tf;
        this.steps = Shapes.of(manifest).getLast()[0];
        this.classes = manifest.classes();
        labelIndices = tf.placeholder(TInt64.class, Placeholder.shape(Shape.of(-1, 2)));
        labelValues = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
        lengths = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
        // TensorFlow's CTC takes [steps, batch, classes] with the blank as the last class; ours is the first.
        Operand<TFloat32> byStep = tf.linalg.transpose(logits, tf.constant(new int[] {1, 0, 2}));
        ctc = tf.nn.ctcLoss(rotated(byStep, 1), labelIndices, labelValues, lengths, CtcLoss.ctcMergeRepeated(true));
    }

    @Override
    public Operand<TFloat32> loss() {
        return ctc.loss();
    }

    @Override
    public Operand<TFloat32> logitsGradient() {
        // The op gives that of each example's loss.
        Operand<TFloat32> byStep = rotated(ctc.gradient(), classes - 1);
        Operand<TFloat32> sum = tf.linalg.transpose(byStep, tf.constant(new int[] {1, 0, 2}));
        return tf.math.div(sum, tf.dtypes.cast(tf.size(lengths), TFloat32.class));
    }

    /** Moves the first {@code by} of the last axis behind the others. */
    private Operand<TFloat32> rotated(Operand<TFloat32> x, int by) {
        Operand<TFloat32> head = tf.slice(x, tf.constant(new int[] {0, 0, 0}), tf.constant(new int[] {-1, -1, by}));
        Operand<TFloat32> tail =
                tf.slice(x, tf.constant(new int[] {0, 0, by}), tf.constant(new int[] {-1, -1, classes - by}));
        return tf.concat(List.of(tail, head), tf.constant(2));
    }

    @Override
    public void feed(Session.Runner runner, Tensors tensors, int[][] labels) {
        int count = Arrays.stream(labels).mapToInt(label -> label.length).sum();
        long[] indices = new long[2 * count];
        int[] values = new int[count];
        int next = 0;
        for (int example = 0; example < labels.length; example++) {
            for (int place = 0; place < labels[example].length; place++) {
                indices[2 * next] = example;
                indices[2 * next + 1] = place;
                values[next++] = labels[example][place];
            }
        }
        int[] all = new int[labels.length];
        Arrays.fill(all, steps);
        runner.feed(labelIndices, tensors.longs(indices, count, 2));
        runner.feed(labelValues, tensors.ints(values, count));
        runner.feed(lengths, tensors.ints(all, labels.length));
    }
}
