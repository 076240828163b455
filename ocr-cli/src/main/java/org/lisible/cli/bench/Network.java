package org.lisible.cli.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import org.lisible.model.Alphabet;
import org.lisible.model.DecoderSpec;
import org.lisible.model.InputSpec;
import org.lisible.model.Layer;
import org.lisible.model.LayerTensors;
import org.lisible.model.Manifest;
import org.lisible.model.ModelBundle;
import org.lisible.tensor.Tensor;

/** The reference CRNN with fixed random weights, and inputs for any network. The same numbers on every machine. */
public final class Network {

    /** What the reference network is asked for by. */
    public static final String REFERENCE = "reference";

    private static final long SEED = 1;
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private Network() {}

    /** 1x70x200 in, 50 steps of 63 classes out, 279 million floating-point operations an image. */
    public static ModelBundle reference() {
        List<Layer> layers = new ArrayList<>();
        block(layers, 1, 1, 32, 2);
        block(layers, 2, 32, 64, 2);
        block(layers, 3, 64, 128, 1);
        layers.add(new Layer.Columns());
        layers.add(new Layer.Linear("fc", 1024, 64));
        layers.add(new Layer.Relu());
        layers.add(new Layer.BiLstm("lstm", 64, 128));
        layers.add(new Layer.Linear("out", 256, 63));
        var input = new InputSpec(
                1, 70, 200, InputSpec.Fit.STRETCH, InputSpec.Interpolation.BILINEAR, -1, 1, InputSpec.Polarity.AS_IS);
        var decoder = new DecoderSpec(DecoderSpec.CTC, 1);
        var manifest = new Manifest(
                REFERENCE, "1", "Random numbers", Manifest.TEXT_LINE, input, layers, Alphabet.of(ALPHABET), decoder, Map.of());
        return randomly(manifest);
    }

    private static void block(List<Layer> layers, int number, int in, int out, int poolWidth) {
        layers.add(new Layer.Conv2d("conv" + number, in, out, 3, 3, 1, 1, 1, 1, true));
        layers.add(new Layer.BatchNorm2d("bn" + number, out, 1e-5, 0.1));
        layers.add(new Layer.Relu());
        layers.add(new Layer.MaxPool2d(2, poolWidth, 2, poolWidth));
    }

    /** Weights of a size that keeps activations near 1 (He et al. 2015), so that a fault anywhere shows at the end. */
    static ModelBundle randomly(Manifest manifest) {
        Random random = new Random(SEED);
        Map<String, Tensor> weights = new LinkedHashMap<>();
        manifest.layers().forEach(layer ->
                LayerTensors.of(layer).forEach((name, shape) -> weights.put(name, tensor(name, shape, random))));
        return new ModelBundle(manifest, weights, "sha256:none");
    }

    private static Tensor tensor(String name, int[] shape, Random random) {
        float[] values = new float[(int) Tensor.size(shape)];
        boolean factor = name.endsWith("running_var") || shape.length == 1 && name.endsWith(".weight");
        double deviation = shape.length == 1 ? 0.1 : Math.sqrt(2.0 * shape[0] / values.length);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (factor ? 0.5 + random.nextDouble() : deviation * random.nextGaussian());
        }
        return new Tensor(shape, values);
    }

    /** Inputs of a network's shape with values all over its range. */
    static List<Tensor> inputs(InputSpec spec, int count) {
        Random random = new Random(SEED);
        int[] shape = {spec.channels(), spec.height(), spec.width()};
        return IntStream.range(0, count)
                .mapToObj(_ -> {
                    float[] values = new float[(int) Tensor.size(shape)];
                    for (int i = 0; i < values.length; i++) {
                        values[i] = (float) (spec.low() + (spec.high() - spec.low()) * random.nextDouble());
                    }
                    return new Tensor(shape, values);
                })
                .toList();
    }
}
