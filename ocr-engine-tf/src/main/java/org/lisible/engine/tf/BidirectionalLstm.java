package org.lisible.engine.tf;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.lisible.model.Layer;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.BlockLSTM;
import org.tensorflow.op.nn.BlockLSTMGrad;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * A bidirectional LSTM as two {@code BlockLSTMV2} ops, which run all steps in one kernel with PyTorch's gate order i f g o,
 * one matrix {@code [in + hidden, 4 * hidden]} and one bias. TensorFlow knows no gradient of the op by itself;
 * {@link #backward} builds it from {@code BlockLSTMGradV2}, which needs no registry that is global to the process.
 */
final class BidirectionalLstm {

    /** One direction: what went into its op and the op. */
    private record Direction(
            String suffix, Operand<TFloat32> x, Operand<TFloat32> w, Operand<TFloat32> b, BlockLSTM<TFloat32> op) {}

    private final Ops tf;
    private final Layer.BiLstm layer;
    private final Operand<TInt32> swapBatchAndSteps;
    private final Operand<TInt32> stepAxis;
    private final Operand<TInt64> steps;
    private final Operand<TFloat32> start;
    private final Operand<TFloat32> noPeephole;
    private final Direction forward;
    private final Direction reverse;
    private final Operand<TFloat32> output;

    /**
     * @param steps how many there are
     * @param weight full tensor name to operand
     * @param x {@code [batch, steps, in]}
     */
    BidirectionalLstm(
            Ops tf, Layer.BiLstm layer, int steps, Function<String, Operand<TFloat32>> weight, Operand<TFloat32> x) {
        this.tf = tf;
        this.layer = layer;
        this.swapBatchAndSteps = tf.constant(new int[] {1, 0, 2});
        this.stepAxis = tf.constant(new int[] {0});
        this.steps = tf.constant((long) steps);
        Operand<TInt32> batch = tf.slice(tf.shape(x), tf.constant(new int[] {0}), tf.constant(new int[] {1}));
        this.start = tf.fill(
                tf.concat(List.of(batch, tf.constant(new int[] {layer.hidden()})), tf.constant(0)), tf.constant(0f));
        this.noPeephole = tf.constant(new float[layer.hidden()]);
        Operand<TFloat32> byStep = tf.linalg.transpose(x, swapBatchAndSteps); // [steps, batch, in]
        this.forward = direction("", byStep, weight);
        this.reverse = direction("_reverse", tf.reverse(byStep, stepAxis), weight);
        Operand<TFloat32> both = tf.concat(
                List.of(forward.op().h(), tf.reverse(reverse.op().h(), stepAxis)), tf.constant(2));
        this.output = tf.linalg.transpose(both, swapBatchAndSteps);
    }

    /** {@code [batch, steps, 2 * hidden]}. */
    Operand<TFloat32> output() {
        return output;
    }

    private Direction direction(String suffix, Operand<TFloat32> x, Function<String, Operand<TFloat32>> weight) {
        Function<String, Operand<TFloat32>> own = name -> weight.apply(layer.name() + "." + name + "_l0" + suffix);
        Operand<TFloat32> stacked =
                tf.concat(List.of(own.apply("weight_ih"), own.apply("weight_hh")), tf.constant(1)); // [4 hidden, in + hidden]
        Operand<TFloat32> w = tf.linalg.transpose(stacked, tf.constant(new int[] {1, 0}));
        Operand<TFloat32> b = tf.math.add(own.apply("bias_ih"), own.apply("bias_hh"));
        return new Direction(
                suffix,
                x,
                w,
                b,
                tf.nn.blockLSTM(
                        steps, x, start, start, w, noPeephole, noPeephole, noPeephole, b, BlockLSTM.usePeephole(false)));
    }

    /**
     * Adds the backward pass.
     *
     * @param gradient at the output, {@code [batch, steps, 2 * hidden]}
     * @param gradients filled with those of the layer's tensors
     * @return the gradient at the input, {@code [batch, steps, in]}
     */
    Operand<TFloat32> backward(Operand<TFloat32> gradient, Map<String, Output<TFloat32>> gradients) {
        Operand<TFloat32> byStep = tf.linalg.transpose(gradient, swapBatchAndSteps);
        Operand<TFloat32> ofForward = backward(forward, half(byStep, 0), gradients);
        Operand<TFloat32> ofReverse =
                backward(reverse, tf.reverse(half(byStep, layer.hidden()), stepAxis), gradients);
        return tf.linalg.transpose(tf.math.add(ofForward, tf.reverse(ofReverse, stepAxis)), swapBatchAndSteps);
    }

    private Operand<TFloat32> half(Operand<TFloat32> byStep, int from) {
        return tf.slice(byStep, tf.constant(new int[] {0, 0, from}), tf.constant(new int[] {-1, -1, layer.hidden()}));
    }

    private Operand<TFloat32> backward(
            Direction direction, Operand<TFloat32> gradient, Map<String, Output<TFloat32>> gradients) {
        BlockLSTM<TFloat32> op = direction.op();
        BlockLSTMGrad<TFloat32> back = tf.nn.blockLSTMGrad(
                steps, direction.x(), start, start, direction.w(), noPeephole, noPeephole, noPeephole, direction.b(),
                op.i(), op.cs(), op.f(), op.o(), op.ci(), op.co(), op.h(), tf.zerosLike(op.cs()), gradient, false);
        Operand<TFloat32> stacked = tf.linalg.transpose(back.wGrad(), tf.constant(new int[] {1, 0}));
        put(gradients, "weight_ih", direction, columns(stacked, 0, layer.in()));
        put(gradients, "weight_hh", direction, columns(stacked, layer.in(), layer.hidden()));
        put(gradients, "bias_ih", direction, back.bGrad());
        // A run may fetch an output once only.
        put(gradients, "bias_hh", direction, tf.identity(back.bGrad()));
        return back.xGrad();
    }

    private Operand<TFloat32> columns(Operand<TFloat32> matrix, int from, int count) {
        return tf.slice(matrix, tf.constant(new int[] {0, from}), tf.constant(new int[] {-1, count}));
    }

    private void put(
            Map<String, Output<TFloat32>> gradients, String name, Direction direction, Operand<TFloat32> gradient) {
        gradients.put(layer.name() + "." + name + "_l0" + direction.suffix(), gradient.asOutput());
    }
}
