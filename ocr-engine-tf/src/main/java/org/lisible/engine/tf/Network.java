package org.lisible.engine.tf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;

import org.lisible.model.Layer;
import org.lisible.model.LayerTensors;
import org.lisible.model.Manifest;
import org.lisible.model.Shapes;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.nn.Conv2d;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A manifest's layers as TensorFlow ops. Weights come in PyTorch's names and layouts and are turned to TensorFlow's by
 * ops of the graph, so that gradients come out in PyTorch's layouts too; constants are turned once, when a session is
 * opened. Activations are {@code [batch, height, width, channels]} before a {@code columns} layer, for that is the order
 * TensorFlow's CPU kernels know, and {@code [batch, steps, features]} after it, a {@code flatten} or a {@code globalavgpool2d}.
 */
public final class Network {

    /** The layer types that can be built. */
    public static final Set<String> LAYERS =
            Set.of(
                    "conv2d",
                    "batchnorm2d",
                    "relu",
                    "maxpool2d",
                    "dropout",
                    "columns",
                    "linear",
                    "bilstm",
                    "flatten",
                    "globalavgpool2d",
                    "batchnorm1d",
                    "residual");

    /**
     * What a batch normalisation saw in a training batch.
     *
     * @param mean {@code [features]}
     * @param variance {@code [features]}, unbiased
     */
    public record BatchStatistics(Output<TFloat32> mean, Output<TFloat32> variance) {}

    /** A stretch of the network: one bidirectional LSTM, or layers whose gradient TensorFlow knows by itself. */
    private sealed interface Stretch {

        record Lstm(BidirectionalLstm lstm) implements Stretch {}

        record Plain(Operand<TFloat32> in, Operand<TFloat32> out, List<String> learned) implements Stretch {}
    }

    private final Ops tf;
    private final Function<String, Operand<TFloat32>> weight;
    private final Operand<TInt32> dropoutSeed;
    private final List<Stretch> stretches = new ArrayList<>();
    private final SequencedMap<String, BatchStatistics> statistics = new LinkedHashMap<>();
    private final Operand<TFloat32> logits;
    private int dropouts;

    /**
     * Adds the ops of the network to a graph.
     *
     * @param weight full tensor name to operand, in PyTorch's layout
     * @param input {@code [batch, channels, height, width]}
     * @param dropoutSeed {@code int[2]} for training: batch statistics and dropout; null for inference
     */
    public Network(
            Ops tf,
            Manifest manifest,
            Function<String, Operand<TFloat32>> weight,
            Operand<TFloat32> input,
            Operand<TInt32> dropoutSeed) {
        this.tf = tf;
        this.weight = weight;
        this.dropoutSeed = dropoutSeed;
        this.logits = build(manifest.layers(), Shapes.of(manifest), input);
    }

    /** What the last layer puts out, {@code [batch, steps, classes]}. */
    public Operand<TFloat32> logits() {
        return logits;
    }

    /** By name of the batch normalisation; empty for inference. */
    public SequencedMap<String, BatchStatistics> statistics() {
        return statistics;
    }

    private Operand<TFloat32> build(List<Layer> layers, List<int[]> shapes, Operand<TFloat32> input) {
        Operand<TFloat32> start = tf.linalg.transpose(input, tf.constant(new int[] {0, 2, 3, 1}));
        Operand<TFloat32> x = start;
        List<String> learned = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i) instanceof Layer.BiLstm layer) {
                stretches.add(new Stretch.Plain(start, x, List.copyOf(learned)));
                BidirectionalLstm lstm = new BidirectionalLstm(tf, layer, shapes.get(i)[0], weight, x);
                stretches.add(new Stretch.Lstm(lstm));
                x = lstm.output();
                start = x;
                learned.clear();
            } else {
                x = plain(layers.get(i), shapes.get(i), x);
                learned.addAll(learnedBy(layers.get(i)));
            }
        }
        stretches.add(new Stretch.Plain(start, x, List.copyOf(learned)));
        return x;
    }

    /** The tensors of a layer that gradients exist for: all but the running statistics. */
    public static List<String> learnedBy(Layer layer) {
        return LayerTensors.of(layer).sequencedKeySet().stream()
                .filter(name -> !name.endsWith(".running_mean") && !name.endsWith(".running_var"))
                .toList();
    }

    private Operand<TFloat32> plain(Layer layer, int[] in, Operand<TFloat32> x) {
        return switch (layer) {
            case Layer.Conv2d conv -> convolution(conv, x);
            case Layer.BatchNorm2d norm -> normalization(norm.name(), norm.eps(), x);
            case Layer.BatchNorm1d norm -> tf.reshape(
                    normalization(
                            norm.name(), norm.eps(), tf.reshape(x, tf.constant(new int[] {-1, 1, 1, norm.features()}))),
                    tf.constant(new int[] {-1, in[0], norm.features()}));
            case Layer.Relu _ -> tf.nn.relu(x);
            case Layer.MaxPool2d pool -> pooled(pool, x);
            case Layer.Dropout dropout -> dropoutSeed == null ? x : dropped(dropout, x);
            case Layer.Columns _ -> tf.reshape(
                    tf.linalg.transpose(x, tf.constant(new int[] {0, 2, 3, 1})), // [batch, width, channels, height]
                    tf.constant(new int[] {-1, in[2], in[0] * in[1]}));
            case Layer.Flatten _ -> tf.reshape(
                    tf.linalg.transpose(x, tf.constant(new int[] {0, 3, 1, 2})), // [batch, channels, height, width]
                    tf.constant(new int[] {-1, 1, in[0] * in[1] * in[2]}));
            case Layer.GlobalAvgPool2d _ ->
                tf.reshape(tf.math.mean(x, tf.constant(new int[] {1, 2})), tf.constant(new int[] {-1, 1, in[0]}));
            // Image layers only, whose ops need no sizes.
            case Layer.Residual residual -> tf.math.add(path(residual.body(), x), path(residual.shortcut(), x));
            case Layer.Linear linear -> linear(linear, in[0], x);
            case Layer.BiLstm lstm -> throw new AssertionError(lstm);
        };
    }

    private Operand<TFloat32> path(List<Layer> layers, Operand<TFloat32> x) {
        Operand<TFloat32> y = x;
        for (Layer layer : layers) {
            y = plain(layer, null, y);
        }
        return y;
    }

    private Operand<TFloat32> convolution(Layer.Conv2d conv, Operand<TFloat32> x) {
        Operand<TFloat32> kernel =
                tf.linalg.transpose(weight.apply(conv.name() + ".weight"), tf.constant(new int[] {2, 3, 1, 0}));
        boolean same = conv.strideHeight() == 1
                && conv.strideWidth() == 1
                && conv.kernelHeight() == 2 * conv.paddingHeight() + 1
                && conv.kernelWidth() == 2 * conv.paddingWidth() + 1;
        Operand<TFloat32> padded = x;
        if (!same && conv.paddingHeight() + conv.paddingWidth() > 0) {
            padded = tf.pad(
                    x,
                    tf.constant(new int[][] {
                        {0, 0},
                        {conv.paddingHeight(), conv.paddingHeight()},
                        {conv.paddingWidth(), conv.paddingWidth()},
                        {0, 0}
                    }),
                    tf.constant(0f));
        }
        List<Long> strides = List.of(1L, (long) conv.strideHeight(), (long) conv.strideWidth(), 1L);
        Conv2d<TFloat32> y = tf.nn.conv2d(padded, kernel, strides, same ? "SAME" : "VALID");
        return conv.bias() ? tf.nn.biasAdd(y, weight.apply(conv.name() + ".bias")) : y;
    }

    /** As the op with its sizes as attributes: oneDNN has that one's gradient, of {@code MaxPoolV2} it has none. */
    private Operand<TFloat32> pooled(Layer.MaxPool2d pool, Operand<TFloat32> x) {
        return tf.scope()
                .opBuilder("MaxPool", "MaxPool")
                .addInput(x.asOutput())
                .setAttr("ksize", new long[] {1, pool.kernelHeight(), pool.kernelWidth(), 1})
                .setAttr("strides", new long[] {1, pool.strideHeight(), pool.strideWidth(), 1})
                .setAttr("padding", "VALID")
                .build()
                .output(0);
    }

    private Operand<TFloat32> normalization(String name, double eps, Operand<TFloat32> x) {
        boolean training = dropoutSeed != null;
        Operand<TFloat32> none = tf.constant(new float[0]);
        FusedBatchNorm<TFloat32, TFloat32> y = tf.nn.fusedBatchNorm(
                x,
                weight.apply(name + ".weight"),
                weight.apply(name + ".bias"),
                training ? none : weight.apply(name + ".running_mean"),
                training ? none : weight.apply(name + ".running_var"),
                FusedBatchNorm.epsilon((float) eps),
                FusedBatchNorm.isTraining(training));
        if (training) {
            statistics.put(name, new BatchStatistics(y.batchMean(), y.batchVariance()));
        }
        return y.y();
    }

    private Operand<TFloat32> dropped(Layer.Dropout dropout, Operand<TFloat32> x) {
        Operand<TInt32> seed = tf.math.add(dropoutSeed, tf.constant(new int[] {0, dropouts++}));
        Operand<TFloat32> chance = tf.random.statelessRandomUniform(tf.shape(x), seed);
        Operand<TFloat32> kept =
                tf.dtypes.cast(tf.math.greaterEqual(chance, tf.constant((float) dropout.p())), TFloat32.class);
        return tf.math.mul(x, tf.math.mul(kept, tf.constant((float) (1 / (1 - dropout.p())))));
    }

    private Operand<TFloat32> linear(Layer.Linear linear, int steps, Operand<TFloat32> x) {
        Operand<TFloat32> rows = tf.reshape(x, tf.constant(new int[] {-1, linear.in()}));
        Operand<TFloat32> y = tf.nn.biasAdd(
                tf.linalg.matMul(rows, weight.apply(linear.name() + ".weight"), MatMul.transposeB(true)),
                weight.apply(linear.name() + ".bias"));
        return tf.reshape(y, tf.constant(new int[] {-1, steps, linear.out()}));
    }

    /**
     * Adds the ops of the backward pass.
     *
     * @param logitsGradient the loss's gradient at the logits, {@code [batch, steps, classes]}
     * @return the loss's gradient at each learned tensor, by full name, in PyTorch's layout
     */
    public Map<String, Output<TFloat32>> gradients(Graph graph, Operand<TFloat32> logitsGradient) {
        Map<String, Output<TFloat32>> gradients = new LinkedHashMap<>();
        Operand<TFloat32> gradient = logitsGradient;
        for (int i = stretches.size() - 1; i >= 0; i--) {
            gradient = switch (stretches.get(i)) {
                case Stretch.Lstm(BidirectionalLstm lstm) -> lstm.backward(gradient, gradients);
                case Stretch.Plain plain -> backward(graph, plain, i, gradient, gradients);
            };
        }
        return gradients;
    }

    @SuppressWarnings("unchecked")
    private Operand<TFloat32> backward(
            Graph graph,
            Stretch.Plain stretch,
            int index,
            Operand<TFloat32> gradient,
            Map<String, Output<TFloat32>> gradients) {
        if (stretch.in() == stretch.out()) {
            return gradient;
        }
        List<Output<?>> at = new ArrayList<>();
        stretch.learned().forEach(name -> at.add(weight.apply(name).asOutput()));
        if (index > 0) {
            at.add(stretch.in().asOutput());
        }
        Output<?>[] found = graph.addGradients(
                "gradients" + index,
                new Output<?>[] {stretch.out().asOutput()},
                at.toArray(new Output<?>[0]),
                new Output<?>[] {gradient.asOutput()});
        for (int i = 0; i < stretch.learned().size(); i++) {
            gradients.put(stretch.learned().get(i), (Output<TFloat32>) found[i]);
        }
        return index > 0 ? (Output<TFloat32>) found[found.length - 1] : gradient;
    }
}
