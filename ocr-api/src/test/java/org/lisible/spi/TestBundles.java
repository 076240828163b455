package org.lisible.spi;

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

/** Models with seeded random weights, for tests of engines. They read nothing, but compute something in every layer. */
public final class TestBundles {

    private TestBundles() {}

    /**
     * Every layer type, and sizes that no vector width divides: 1x23x37 in, 19 steps of 8 classes out. Strides, uneven
     * kernels and paddings, a convolution without bias, a pool whose last windows do not fit.
     */
    public static ModelBundle small(long seed) {
        return random(
                manifest(
                        "small",
                        1,
                        23,
                        37,
                        "abcdefg",
                        List.of(
                                new Layer.Conv2d("conv1", 1, 5, 3, 3, 1, 1, 1, 1, true),
                                new Layer.BatchNorm2d("bn1", 5, 1e-5, 0.1),
                                new Layer.Relu(),
                                new Layer.MaxPool2d(2, 1, 2, 1),
                                new Layer.Conv2d("conv2", 5, 13, 3, 5, 2, 1, 0, 2, false),
                                new Layer.BatchNorm2d("bn2", 13, 1e-3, 0.1),
                                new Layer.Relu(),
                                new Layer.Conv2d("conv3", 13, 7, 1, 1, 1, 1, 0, 0, true),
                                new Layer.MaxPool2d(3, 3, 2, 2),
                                new Layer.Dropout(0.25),
                                new Layer.Columns(),
                                new Layer.Linear("fc", 14, 11),
                                new Layer.Relu(),
                                new Layer.BiLstm("lstm1", 11, 9),
                                new Layer.BiLstm("lstm2", 18, 3),
                                new Layer.Linear("out", 6, 8))),
                seed);
    }

    /** The reference CRNN that benchmarks use: 1x70x200 in, 50 steps of 63 classes out. */
    public static ModelBundle reference(long seed) {
        List<Layer> layers = new ArrayList<>();
        block(layers, 1, 1, 32, 2);
        block(layers, 2, 32, 64, 2);
        block(layers, 3, 64, 128, 1);
        layers.add(new Layer.Columns());
        layers.add(new Layer.Linear("fc", 1024, 64));
        layers.add(new Layer.Relu());
        layers.add(new Layer.BiLstm("lstm", 64, 128));
        layers.add(new Layer.Linear("out", 256, 63));
        String alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        return random(manifest("reference", 1, 70, 200, alphabet, layers), seed);
    }

    private static void block(List<Layer> layers, int number, int in, int out, int poolWidth) {
        layers.add(new Layer.Conv2d("conv" + number, in, out, 3, 3, 1, 1, 1, 1, true));
        layers.add(new Layer.BatchNorm2d("bn" + number, out, 1e-5, 0.1));
        layers.add(new Layer.Relu());
        layers.add(new Layer.MaxPool2d(2, poolWidth, 2, poolWidth));
    }

    /**
     * Two classifiers of single characters that together have every layer type that {@link #small} lacks: 2x19x19 in, one
     * step of 9 classes out. A residual with a shortcut of its own that halves the picture, one without; the first ends in a
     * flatten, the second in a global average.
     */
    public static List<ModelBundle> characters(long seed) {
        return List.of(
                character("flat", new Layer.Flatten(), 7 * 5 * 5, seed),
                character("averaged", new Layer.GlobalAvgPool2d(), 7, seed));
    }

    /** The least that classifies characters: 2x19x19 in, a linear layer, one step of 9 classes out. */
    public static ModelBundle linear(long seed) {
        return character("linear", List.of(new Layer.Flatten(), new Layer.Linear("out", 2 * 19 * 19, 9)), seed);
    }

    private static ModelBundle character(String id, Layer toVector, int features, long seed) {
        List<Layer> layers = List.of(
                new Layer.Conv2d("stem", 2, 5, 3, 3, 1, 1, 1, 1, true),
                new Layer.BatchNorm2d("bn", 5, 1e-5, 0.1),
                new Layer.Relu(),
                new Layer.MaxPool2d(2, 2, 2, 2),
                new Layer.Residual(
                        List.of(
                                new Layer.Conv2d("block1.conv1", 5, 5, 3, 3, 1, 1, 1, 1, false),
                                new Layer.BatchNorm2d("block1.bn1", 5, 1e-5, 0.1),
                                new Layer.Relu(),
                                new Layer.Conv2d("block1.conv2", 5, 5, 3, 3, 1, 1, 1, 1, true)),
                        List.of()),
                new Layer.Relu(),
                new Layer.Residual(
                        List.of(
                                new Layer.Conv2d("block2.conv1", 5, 7, 3, 3, 2, 2, 1, 1, false),
                                new Layer.BatchNorm2d("block2.bn1", 7, 1e-5, 0.1),
                                new Layer.Relu(),
                                new Layer.Dropout(0.1),
                                new Layer.Conv2d("block2.conv2", 7, 7, 3, 3, 1, 1, 1, 1, false),
                                new Layer.BatchNorm2d("block2.bn2", 7, 1e-3, 0.1)),
                        List.of(
                                new Layer.Conv2d("block2.short", 5, 7, 1, 1, 2, 2, 0, 0, false),
                                new Layer.BatchNorm2d("block2.norm", 7, 1e-5, 0.1))),
                new Layer.Relu(),
                toVector,
                new Layer.Linear("fc", features, 11),
                new Layer.BatchNorm1d("bn_fc", 11, 1e-5, 0.1),
                new Layer.Relu(),
                new Layer.Linear("out", 11, 9));
        return character(id, layers, seed);
    }

    private static ModelBundle character(String id, List<Layer> layers, long seed) {
        InputSpec input = new InputSpec(
                2,
                19,
                19,
                InputSpec.Fit.GLYPH,
                InputSpec.Interpolation.LANCZOS,
                0,
                1,
                InputSpec.Polarity.DARK_PAPER,
                new InputSpec.Glyph(13, 2, 50));
        return random(
                new Manifest(
                        id,
                        "1",
                        "Random weights",
                        Manifest.CHARACTER,
                        input,
                        layers,
                        Alphabet.of("aBc12+-.\""),
                        new DecoderSpec(DecoderSpec.SOFTMAX, 1),
                        Map.of("licence", "none: random numbers")),
                seed);
    }

    /** A CTC text-line manifest with range -1 to 1. */
    public static Manifest manifest(
            String id, int channels, int height, int width, String alphabet, List<Layer> layers) {
        return new Manifest(
                id,
                "1",
                "Random weights",
                Manifest.TEXT_LINE,
                new InputSpec(
                        channels,
                        height,
                        width,
                        InputSpec.Fit.STRETCH,
                        InputSpec.Interpolation.BILINEAR,
                        -1,
                        1,
                        InputSpec.Polarity.AS_IS),
                layers,
                Alphabet.of(alphabet),
                new DecoderSpec(DecoderSpec.CTC, 1),
                Map.of("licence", "none: random numbers"));
    }

    /** Random weights of a size that keeps activations near 1 (He et al. 2015), so that all of them matter. */
    public static ModelBundle random(Manifest manifest, long seed) {
        Random random = new Random(seed);
        Map<String, Tensor> weights = new LinkedHashMap<>();
        for (Layer layer : manifest.layers()) {
            LayerTensors.of(layer).forEach((name, shape) -> weights.put(name, tensor(name, shape, random)));
        }
        return new ModelBundle(manifest, weights, "sha256:random-" + seed);
    }

    private static Tensor tensor(String name, int[] shape, Random random) {
        float[] values = new float[(int) Tensor.size(shape)];
        boolean variance = name.endsWith("running_var");
        boolean scale = shape.length == 1 && name.endsWith(".weight");
        double deviation = shape.length == 1 ? 0.1 : Math.sqrt(2.0 * shape[0] / values.length);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (variance || scale ? 0.5 + random.nextDouble() : deviation * random.nextGaussian());
        }
        return new Tensor(shape, values);
    }

    /** Inputs of the manifest's shape with values of its range. */
    public static List<Tensor> inputs(Manifest manifest, int count, long seed) {
        Random random = new Random(seed);
        InputSpec input = manifest.input();
        return IntStream.range(0, count)
                .mapToObj(_ -> {
                    float[] values = new float[input.channels() * input.height() * input.width()];
                    for (int i = 0; i < values.length; i++) {
                        values[i] = (float) (input.low() + (input.high() - input.low()) * random.nextDouble());
                    }
                    return new Tensor(new int[] {input.channels(), input.height(), input.width()}, values);
                })
                .toList();
    }
}
