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
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Forward and backward pass in one TensorFlow graph; the weights are fed. */
final class TensorFlowNetwork implements TrainableNetwork {

    private final InputSpec spec;
    private final Graph graph = new Graph();
    private final Session learning;
    private final Session inference;
    private final Map<String, Placeholder<TFloat32>> weights = new LinkedHashMap<>();
    private final Placeholder<TFloat32> input;
    private final Placeholder<TInt32> seed;
    private final Objective objective;
    private final Operand<TFloat32> logits;
    private final List<String> learned;
    private final List<String> observed = new ArrayList<>();
    private final List<Output<TFloat32>> fetched = new ArrayList<>();

    /** @param labelSmoothing of the loss that {@link #learn} gives */
    TensorFlowNetwork(Manifest manifest, Device device, double labelSmoothing) {
        Ops tf = Ops.create(graph);
        spec = manifest.input();
        Weights.zeros(manifest).shapes().forEach((name, shape) -> weights.put(
                name,
                tf.withName(name.replace('.', '_')).placeholder(TFloat32.class, Placeholder.shape(shape(shape)))));
        input = tf.placeholder(
                TFloat32.class, Placeholder.shape(Shape.of(-1, spec.channels(), spec.height(), spec.width())));
        seed = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(2)));
        logits = new Network(tf, manifest, weights::get, input, null).logits();

        Network training = new Network(tf, manifest, weights::get, input, seed);
        objective = Objective.of(tf, manifest, training.logits(), labelSmoothing);
        Map<String, Output<TFloat32>> gradients = training.gradients(graph, objective.logitsGradient());
        fetched.add(objective.loss().asOutput());
        learned = List.copyOf(gradients.keySet());
        fetched.addAll(gradients.values());
        training.statistics().forEach((name, statistics) -> {
            observed.add(name + ".running_mean");
            fetched.add(statistics.mean());
            observed.add(name + ".running_var");
            fetched.add(statistics.variance());
        });
        learning = new Session(graph, device.learning());
        inference = new Session(graph, device.session());
    }

    @Override
    public LossAndGradients learn(Weights current, Batch batch, int[] dropoutSeed) {
        try (Tensors tensors = new Tensors()) {
            Session.Runner runner = runner(learning, tensors, current, batch);
            runner.feed(seed, tensors.ints(dropoutSeed, 2));
            objective.feed(runner, tensors, batch.labels());
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

    @Override
    public float[] infer(Weights current, Batch batch) {
        try (Tensors tensors = new Tensors()) {
            return Tensors.values(tensors.run(runner(inference, tensors, current, batch).fetch(logits)), 0);
        }
    }

    private Session.Runner runner(Session session, Tensors tensors, Weights current, Batch batch) {
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
        learning.close();
        inference.close();
        graph.close();
    }
}
