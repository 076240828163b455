package org.lisible.engine.tf.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SplittableRandom;

import org.lisible.model.Layer;
import org.lisible.model.LayerTensors;
import org.lisible.model.Manifest;
import org.lisible.model.ModelBundle;
import org.lisible.tensor.Tensor;

/**
 * All numbers of a network by full tensor name, in the order of the layers and in PyTorch's layouts; unlike a
 * {@link Tensor}'s, they are written to. Also holds what an optimiser keeps beside each number.
 */
final class Weights {

    private final SequencedMap<String, int[]> shapes;
    private final SequencedMap<String, float[]> values = new LinkedHashMap<>();

    private Weights(SequencedMap<String, int[]> shapes) {
        this.shapes = shapes;
        shapes.forEach((name, shape) -> values.put(name, new float[(int) Tensor.size(shape)]));
    }

    /** Zeros in the shapes of a network's tensors. */
    static Weights zeros(Manifest manifest) {
        SequencedMap<String, int[]> shapes = new LinkedHashMap<>();
        manifest.layers().forEach(layer -> shapes.putAll(LayerTensors.of(layer)));
        return new Weights(shapes);
    }

    /**
     * A fresh start: convolutions and linear layers uniform with the variance {@code 2 / fan in} (He et al. 2015) and
     * without bias, an LSTM's input matrix with {@code 1 / fan in} (LeCun et al. 1998), its other numbers between plus and
     * minus {@code 1 / sqrt(hidden)} as PyTorch has them, batch normalisation as the identity. PyTorch's smaller input
     * matrix keeps the gates half open whatever they see: CTC then sits on its first plateau for more than a thousand
     * steps, with this start for about a hundred.
     */
    static Weights initial(Manifest manifest, long seed) {
        Weights weights = zeros(manifest);
        SplittableRandom random = new SplittableRandom(seed);
        for (Layer layer : manifest.everyLayer().toList()) {
            for (String name : LayerTensors.of(layer).sequencedKeySet()) {
                float[] tensor = weights.get(name);
                boolean bias = name.endsWith(".bias");
                switch (layer) {
                    case Layer.Conv2d conv when !bias ->
                        uniform(tensor, Math.sqrt(6.0 / (conv.in() * conv.kernelHeight() * conv.kernelWidth())), random);
                    case Layer.Linear linear when !bias -> uniform(tensor, Math.sqrt(6.0 / linear.in()), random);
                    case Layer.BiLstm lstm -> {
                        boolean fromInput = name.contains(".weight_ih_");
                        uniform(tensor, fromInput ? Math.sqrt(3.0 / lstm.in()) : 1 / Math.sqrt(lstm.hidden()), random);
                    }
                    case Layer.BatchNorm2d _, Layer.BatchNorm1d _ when !bias -> Arrays.fill(tensor, name.endsWith("mean") ? 0 : 1);
                    default -> {
                        // Biases start at 0; a residual's tensors come with the layers inside it.
                    }
                }
            }
        }
        return weights;
    }

    private static void uniform(float[] tensor, double bound, SplittableRandom random) {
        for (int i = 0; i < tensor.length; i++) {
            tensor[i] = (float) random.nextDouble(-bound, bound);
        }
    }

    /** Takes over the bundle's tensors whose name and shape are those of this network; returns the names that had none. */
    List<String> takeFrom(ModelBundle bundle) {
        List<String> fresh = new ArrayList<>();
        shapes.forEach((name, shape) -> {
            Tensor tensor = bundle.weights().get(name);
            if (tensor != null && tensor.hasShape(shape)) {
                System.arraycopy(tensor.data(), 0, get(name), 0, tensor.data().length);
            } else {
                fresh.add(name);
            }
        });
        return fresh;
    }

    SequencedMap<String, int[]> shapes() {
        return shapes;
    }

    float[] get(String name) {
        return values.get(name);
    }

    Weights copy() {
        Weights copy = new Weights(shapes);
        copy.set(this);
        return copy;
    }

    /** Takes over all numbers of another of the same network. */
    void set(Weights other) {
        values.forEach((name, tensor) -> System.arraycopy(other.get(name), 0, tensor, 0, tensor.length));
    }

    /** Moves each number towards that of {@code current}: {@code this = decay * this + (1 - decay) * current}. */
    void follow(Weights current, float decay) {
        values.forEach((name, average) -> {
            float[] tensor = current.get(name);
            for (int i = 0; i < average.length; i++) {
                average[i] += (1 - decay) * (tensor[i] - average[i]);
            }
        });
    }

    /** The same numbers, not copied, as tensors of the given prefix. */
    SequencedMap<String, Tensor> tensors(String prefix) {
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
        values.forEach((name, tensor) -> tensors.put(prefix + name, new Tensor(shapes.get(name), tensor)));
        return tensors;
    }

    /** Fills this from tensors of the given prefix, all of which must be there in the right shape. */
    void fill(Map<String, Tensor> tensors, String prefix) {
        shapes.forEach((name, shape) -> {
            Tensor tensor = tensors.get(prefix + name);
            if (tensor == null || !tensor.hasShape(shape)) {
                throw new IllegalArgumentException("no tensor " + prefix + name + " of shape " + Arrays.toString(shape));
            }
            System.arraycopy(tensor.data(), 0, get(name), 0, tensor.data().length);
        });
    }
}
