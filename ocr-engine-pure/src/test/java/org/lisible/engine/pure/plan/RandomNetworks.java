package org.lisible.engine.pure.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.lisible.model.Layer;
import org.lisible.model.Layer.BatchNorm1d;
import org.lisible.model.Layer.BatchNorm2d;
import org.lisible.model.Layer.BiLstm;
import org.lisible.model.Layer.Columns;
import org.lisible.model.Layer.Conv2d;
import org.lisible.model.Layer.Dropout;
import org.lisible.model.Layer.Flatten;
import org.lisible.model.Layer.GlobalAvgPool2d;
import org.lisible.model.Layer.Linear;
import org.lisible.model.Layer.MaxPool2d;
import org.lisible.model.Layer.Relu;
import org.lisible.model.Layer.Residual;
import org.lisible.model.ModelBundle;
import org.lisible.spi.TestBundles;

/** Legal networks that nobody would think of, from a seed: odd sizes, strides, paddings and orders. */
final class RandomNetworks {

    private final Random random;
    private final List<Layer> layers = new ArrayList<>();
    private int channels;
    private int height;
    private int width;

    private RandomNetworks(long seed) {
        random = new Random(seed);
    }

    static ModelBundle bundle(long seed) {
        return new RandomNetworks(seed).make(seed);
    }

    private ModelBundle make(long seed) {
        int inputChannels = channels = between(1, 3);
        int inputHeight = height = between(4, 40);
        int inputWidth = width = between(6, 70);
        for (int i = between(0, 7); i > 0; i--) {
            addPictureLayer(i);
        }
        int features = addVectors();
        for (int i = between(0, 3); i > 0; i--) {
            features = addSequenceLayer(i, features);
        }
        layers.add(new Linear("out", features, 4));
        var manifest = TestBundles.manifest("random", inputChannels, inputHeight, inputWidth, "abc", layers);
        return TestBundles.random(manifest, seed);
    }

    private void addPictureLayer(int number) {
        switch (between(0, 6)) {
            case 0 -> layers.add(new Relu());
            case 1 -> layers.add(new BatchNorm2d("bn" + number, channels, 1e-5, 0.1));
            case 2 -> layers.add(new Dropout(0.3));
            case 3 -> addPool();
            case 4 -> addResidual(number);
            default -> addConvolution(number);
        }
    }

    /** A picture becomes a sequence, or one vector. @return features of a step */
    private int addVectors() {
        switch (between(0, 2)) {
            case 0 -> {
                layers.add(new Columns());
                return channels * height;
            }
            case 1 -> {
                layers.add(new Flatten());
                return channels * height * width;
            }
            default -> {
                layers.add(new GlobalAvgPool2d());
                return channels;
            }
        }
    }

    /** One or two convolutions with or without what may stand around them; a shortcut of its own wherever it needs one. */
    private void addResidual(int number) {
        String name = "block" + number;
        int in = channels;
        int out = random.nextBoolean() ? in : between(1, 48);
        int stride = between(1, 2);
        List<Layer> body = new ArrayList<>();
        if (random.nextBoolean()) {
            body.add(new BatchNorm2d(name + ".first", in, 1e-5, 0.1));
            body.add(new Relu());
        }
        body.add(new Conv2d(name + ".conv1", in, out, 3, 3, stride, stride, 1, 1, false));
        if (random.nextBoolean()) {
            body.add(new Relu());
            body.add(new Conv2d(name + ".conv2", out, out, 3, 3, 1, 1, 1, 1, true));
        }
        List<Layer> shortcut = new ArrayList<>();
        if (out != in || stride > 1 || random.nextBoolean()) {
            shortcut.add(new Conv2d(name + ".short", in, out, 1, 1, stride, stride, 0, 0, random.nextBoolean()));
            shortcut.add(new BatchNorm2d(name + ".norm", out, 1e-5, 0.1));
        }
        layers.add(new Residual(body, shortcut));
        channels = out;
        height = (height - 1) / stride + 1;
        width = (width - 1) / stride + 1;
    }

    private void addConvolution(int number) {
        boolean plain = random.nextBoolean();
        int kernelHeight = plain ? 3 : between(1, Math.min(height, 5));
        int kernelWidth = plain ? 3 : between(1, Math.min(width, 5));
        int strideHeight = plain ? 1 : between(1, 2);
        int strideWidth = plain ? 1 : between(1, 3);
        int paddingHeight = plain ? 1 : between(0, 3);
        int paddingWidth = plain ? 1 : between(0, 3);
        int out = plain ? between(20, 50) : between(1, 34);
        layers.add(new Conv2d(
                "conv" + number,
                channels,
                out,
                kernelHeight,
                kernelWidth,
                strideHeight,
                strideWidth,
                paddingHeight,
                paddingWidth,
                random.nextBoolean()));
        channels = out;
        height = (height + 2 * paddingHeight - kernelHeight) / strideHeight + 1;
        width = (width + 2 * paddingWidth - kernelWidth) / strideWidth + 1;
    }

    private void addPool() {
        int kernelHeight = between(1, Math.min(height, 3));
        int kernelWidth = between(1, Math.min(width, 3));
        int strideHeight = between(1, 3);
        int strideWidth = between(1, 3);
        layers.add(new MaxPool2d(kernelHeight, kernelWidth, strideHeight, strideWidth));
        height = (height - kernelHeight) / strideHeight + 1;
        width = (width - kernelWidth) / strideWidth + 1;
    }

    private int addSequenceLayer(int number, int features) {
        int size = between(1, 40);
        switch (between(0, 3)) {
            case 0 -> {
                layers.add(new Relu());
                return features;
            }
            case 3 -> {
                layers.add(new BatchNorm1d("norm" + number, features, 1e-5, 0.1));
                return features;
            }
            case 1 -> {
                layers.add(new Linear("fc" + number, features, size));
                return size;
            }
            default -> {
                layers.add(new BiLstm("lstm" + number, features, size));
                return 2 * size;
            }
        }
    }

    private int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }
}
