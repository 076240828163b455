package org.lisible.engine.tf.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.lisible.engine.tf.Device;
import org.lisible.engine.tf.Network;
import org.lisible.engine.tf.Tensors;
import org.lisible.model.InputSpec;
import org.lisible.model.Manifest;
import org.lisible.model.Shapes;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.nn.CtcLoss;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/** Forward and backward pass in one TensorFlow graph; the weights are fed. */
final class TensorFlowNetwork implements TrainableNetwork {

    private final InputSpec spec;
    private final int steps;
    private final Graph graph = new Graph();
    private final Session session;
    private final Map<String, Placeholder<TFloat32>> weights = new LinkedHashMap<>();
    private final Placeholder<TFloat32> input;
    private final Placeholder<TInt32> seed;
    private final Placeholder<TInt64> labelIndices;
    private final Placeholder<TInt32> labelValues;
    private final Placeholder<TInt32> lengths;
    private final Operand<TFloat32> logits;
    private final List<String> learned;
    private final List<String> observed = new ArrayList<>();
    private final List<Output<TFloat32>> fetched = new ArrayList<>();

    TensorFlowNetwork(Manifest manifest, Device device) {
        Ops tf = Ops.create(graph);
        spec = manifest.input();
        int[] out = Shapes.of(manifest).getLast();
        steps = out[0];
        Weights.zeros(manifest).shapes().forEach((name, shape) -> weights.put(
                name,
                tf.withName(name.replace('.', '_')).placeholder(TFloat32.class, Placeholder.shape(shape(shape)))));
        input = tf.placeholder(
                TFloat32.class, Placeholder.shape(Shape.of(-1, spec.channels(), spec.height(), spec.width())));
        seed = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(2)));
        labelIndices = tf.placeholder(TInt64.class, Placeholder.shape(Shape.of(-1, 2)));
        labelValues = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
        lengths = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
        logits = new Network(tf, manifest, weights::get, input, null).logits();

        Network training = new Network(tf, manifest, weights::get, input, seed);
        CtcLoss<TFloat32> loss = loss(tf, training.logits(), out[1]);
        Map<String, Output<TFloat32>> gradients = training.gradients(graph, logitsGradient(tf, loss, out[1]));
        fetched.add(loss.loss());
        learned = List.copyOf(gradients.keySet());
        fetched.addAll(gradients.values());
        training.statistics().forEach((name, statistics) -> {
            observed.add(name + ".running_mean");
            fetched.add(statistics.mean());
            observed.add(name + ".running_var");
            fetched.add(statistics.variance());
        });
        session = new Session(graph, device.session());
    }

    /** TensorFlow's CTC takes {@code [steps, batch, classes]} with the blank as the last class; ours is the first. */
    private CtcLoss<TFloat32> loss(Ops tf, Operand<TFloat32> logits, int classes) {
        Operand<TFloat32> byStep = tf.linalg.transpose(logits, tf.constant(new int[] {1, 0, 2}));
        return tf.nn.ctcLoss(
                rotated(tf, byStep, 1, classes), labelIndices, labelValues, lengths, CtcLoss.ctcMergeRepeated(true));
    }

    /** Of the batch's mean loss at the network's logits; the op gives that of each example's loss. */
    private Operand<TFloat32> logitsGradient(Ops tf, CtcLoss<TFloat32> loss, int classes) {
        Operand<TFloat32> byStep = rotated(tf, loss.gradient(), classes - 1, classes);
        Operand<TFloat32> sum = tf.linalg.transpose(byStep, tf.constant(new int[] {1, 0, 2}));
        return tf.math.div(sum, tf.dtypes.cast(tf.size(lengths), TFloat32.class));
    }

    /** Moves the first {@code by} of the last axis behind the others. */
    private static Operand<TFloat32> rotated(Ops tf, Operand<TFloat32> x, int by, int classes) {
        Operand<TFloat32> head = tf.slice(x, tf.constant(new int[] {0, 0, 0}), tf.constant(new int[] {-1, -1, by}));
        Operand<TFloat32> tail =
                tf.slice(x, tf.constant(new int[] {0, 0, by}), tf.constant(new int[] {-1, -1, classes - by}));
        return tf.concat(List.of(tail, head), tf.constant(2));
    }

    @Override
    public LossAndGradients learn(Weights current, Batch batch, int[] dropoutSeed) {
        try (Tensors tensors = new Tensors()) {
            Session.Runner runner = runner(tensors, current, batch);
            runner.feed(seed, tensors.ints(dropoutSeed, 2));
            feedLabels(runner, tensors, batch.labels());
            fetched.forEach(runner::fetch);
            Result result = tensors.run(runner);
            double sum = 0;
            for (float loss : Tensors.values(result, 0)) {
                sum += loss;
            }
            Map<String, float[]> gradients = new LinkedHashMap<>();
            Map<String, float[]> statistics = new LinkedHashMap<>();
            int index = 1;
            for (String name : learned) {
                gradients.put(name, Tensors.values(result, index++));
            }
            for (String name : observed) {
                statistics.put(name, Tensors.values(result, index++));
            }
            return new LossAndGradients(sum / batch.size(), gradients, statistics);
        }
    }

    private void feedLabels(Session.Runner runner, Tensors tensors, int[][] labels) {
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

    @Override
    public float[] infer(Weights current, Batch batch) {
        try (Tensors tensors = new Tensors()) {
            return Tensors.values(tensors.run(runner(tensors, current, batch).fetch(logits)), 0);
        }
    }

    private Session.Runner runner(Tensors tensors, Weights current, Batch batch) {
        Session.Runner runner = session.runner();
        weights.forEach((name, placeholder) -> runner.feed(
                placeholder, tensors.floats(current.get(name), shape(current.shapes().get(name)).asArray())));
        runner.feed(
                input, tensors.floats(batch.inputs(), batch.size(), spec.channels(), spec.height(), spec.width()));
        return runner;
    }

    private static Shape shape(int[] sizes) {
        return Shape.of(Arrays.stream(sizes).asLongStream().toArray());
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
