package org.lisible.engine.pure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.lisible.model.DecoderSpec;
import org.lisible.model.Layer;
import org.lisible.model.Manifest;
import org.lisible.model.ModelBundle;
import org.lisible.spi.TestBundles;

/** The two character networks with random weights. */
public final class Characters {

    private static final String ALPHABET =
            IntStream.rangeClosed('!', '~').mapToObj(Character::toString).collect(Collectors.joining());

    private Characters() {}

    /** Four convolutions, then four linear layers: 2x28x28 in. */
    public static ModelBundle cnn() {
        List<Layer> layers = new ArrayList<>();
        int[] channels = {2, 32, 64, 128, 256};
        for (int i = 1; i < channels.length; i++) {
            convolution(layers, "conv" + i, channels[i - 1], channels[i], 3, 1);
            layers.add(new Layer.Relu());
            if (i < channels.length - 1) {
                layers.add(new Layer.MaxPool2d(2, 2, 2, 2));
            }
            layers.add(new Layer.Dropout(0.25));
        }
        layers.add(new Layer.Flatten());
        int[] features = {2304, 512, 256, 128};
        for (int i = 1; i < features.length; i++) {
            layers.add(new Layer.Linear("fc" + i, features[i - 1], features[i]));
            layers.add(new Layer.BatchNorm1d("bn_fc" + i, features[i], 1e-5, 0.1));
            layers.add(new Layer.Relu());
            layers.add(new Layer.Dropout(0.5));
        }
        return bundle("characters-cnn", layers, 128);
    }

    /** A stem, eight residual blocks, an average: 2x28x28 in. */
    public static ModelBundle resnet() {
        List<Layer> layers = new ArrayList<>();
        convolution(layers, "stem", 2, 32, 3, 1);
        layers.add(new Layer.Relu());
        layers.add(new Layer.MaxPool2d(2, 2, 2, 2));
        int[] channels = {32, 32, 32, 64, 64, 128, 128, 176, 176};
        for (int block = 1; block < channels.length; block++) {
            boolean halves = block == 3 || block == 7;
            residual(layers, "block" + block, channels[block - 1], channels[block], halves ? 2 : 1);
        }
        layers.add(new Layer.GlobalAvgPool2d());
        layers.add(new Layer.Dropout(0.3));
        return bundle("characters-resnet", layers, 176);
    }

    private static void residual(List<Layer> layers, String name, int in, int out, int stride) {
        List<Layer> body = new ArrayList<>();
        convolution(body, name + ".conv1", in, out, 3, stride);
        body.add(new Layer.Relu());
        convolution(body, name + ".conv2", out, out, 3, 1);
        List<Layer> shortcut = new ArrayList<>();
        if (in != out || stride > 1) {
            convolution(shortcut, name + ".short", in, out, 1, stride);
        }
        layers.add(new Layer.Residual(body, shortcut));
        layers.add(new Layer.Relu());
    }

    private static void convolution(List<Layer> layers, String name, int in, int out, int kernel, int stride) {
        int padding = kernel / 2;
        layers.add(new Layer.Conv2d(name, in, out, kernel, kernel, stride, stride, padding, padding, false));
        layers.add(new Layer.BatchNorm2d(name + ".bn", out, 1e-5, 0.1));
    }

    private static ModelBundle bundle(String id, List<Layer> layers, int features) {
        layers.add(new Layer.Linear("out", features, ALPHABET.length()));
        Manifest manifest = TestBundles.manifest(id, 2, 28, 28, ALPHABET, layers)
                .with(new DecoderSpec(DecoderSpec.SOFTMAX, 1), Map.of());
        return TestBundles.random(manifest, 1);
    }
}
