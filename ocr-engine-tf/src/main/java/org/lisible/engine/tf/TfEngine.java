package org.lisible.engine.tf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import org.lisible.OcrException;
import org.lisible.model.InputSpec;
import org.lisible.model.Manifest;
import org.lisible.model.ModelBundle;
import org.lisible.model.Shapes;
import org.lisible.result.EngineResult;
import org.lisible.result.Logits;
import org.lisible.spi.EngineInfo;
import org.lisible.spi.OcrEngine;
import org.lisible.spi.RunOptions;
import org.lisible.tensor.Tensor;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** One model in one TensorFlow session. A session may be run by many threads at once; only closing it excludes them. */
final class TfEngine implements OcrEngine {

    /** Inputs of one run; the deadline is looked at between runs. */
    private static final int LARGEST_RUN = 32;

    private final EngineInfo info;
    private final InputSpec spec;
    private final int steps;
    private final int classes;
    private final ReadWriteLock life = new ReentrantReadWriteLock();
    private final Graph graph;
    private final Operand<TFloat32> input;
    private final Operand<TFloat32> logits;
    private Session session; // guarded by life; null once closed

    TfEngine(String version, ModelBundle bundle, Device device) {
        Manifest manifest = bundle.manifest();
        info = new EngineInfo(
                TfEngineProvider.ID, version, device.description(), TfEngineProvider.kernels(), manifest.name());
        spec = manifest.input();
        int[] out = Shapes.of(manifest).getLast();
        steps = out[0];
        classes = out[1];
        graph = new Graph();
        try {
            Ops tf = Ops.create(graph);
            input = tf.placeholder(
                    TFloat32.class, Placeholder.shape(Shape.of(-1, spec.channels(), spec.height(), spec.width())));
            logits = new Network(tf, manifest, name -> constant(tf, bundle.weight(name)), input, null).logits();
            session = new Session(graph, device.session());
        } catch (TensorFlowException | IllegalArgumentException | IllegalStateException failure) {
            graph.close();
            throw broken("model " + manifest.name() + " cannot be built: ", failure);
        } catch (OcrException failure) {
            graph.close();
            throw failure;
        }
    }

    private static Operand<TFloat32> constant(Ops tf, Tensor weight) {
        try (Tensors tensors = new Tensors()) {
            return tf.constantOf(tensors.floats(
                    weight.data(), Arrays.stream(weight.shape()).asLongStream().toArray()));
        }
    }

    @Override
    public EngineInfo info() {
        return info;
    }

    @Override
    public List<EngineResult> recognize(List<Tensor> inputs, RunOptions options) {
        spec.check(inputs);
        life.readLock().lock();
        try {
            if (session == null) {
                throw new OcrException(
                        OcrException.Kind.UNAVAILABLE, "engine-closed", "engine tf of " + info.model() + " is closed");
            }
            List<EngineResult> results = new ArrayList<>(inputs.size());
            for (int from = 0; from < inputs.size(); from += LARGEST_RUN) {
                options.check();
                results.addAll(run(inputs.subList(from, Math.min(inputs.size(), from + LARGEST_RUN))));
            }
            return results;
        } catch (TensorFlowException | IllegalArgumentException | IllegalStateException failure) {
            throw broken("TensorFlow failed: ", failure);
        } finally {
            life.readLock().unlock();
        }
    }

    private List<EngineResult> run(List<Tensor> inputs) {
        int size = spec.channels() * spec.height() * spec.width();
        float[] batch = new float[inputs.size() * size];
        for (int i = 0; i < inputs.size(); i++) {
            System.arraycopy(inputs.get(i).data(), 0, batch, i * size, size);
        }
        try (Tensors tensors = new Tensors()) {
            TFloat32 fed = tensors.floats(batch, inputs.size(), spec.channels(), spec.height(), spec.width());
            float[] values = Tensors.values(tensors.run(session.runner().feed(input, fed).fetch(logits)), 0);
            List<EngineResult> results = new ArrayList<>(inputs.size());
            for (int i = 0; i < inputs.size(); i++) {
                int from = i * steps * classes;
                results.add(new Logits(steps, classes, Arrays.copyOfRange(values, from, from + steps * classes)));
            }
            return results;
        }
    }

    private static OcrException broken(String what, Exception failure) {
        return new OcrException(OcrException.Kind.BROKEN, "tensorflow-failed", what + failure.getMessage(), failure);
    }

    @Override
    public void close() {
        life.writeLock().lock();
        try {
            if (session != null) {
                session.close();
                graph.close();
                session = null;
            }
        } finally {
            life.writeLock().unlock();
        }
    }
}
