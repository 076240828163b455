package org.lisible.model;

import java.util.List;
import java.util.stream.Stream;

/**
 * One layer of a network, with the meaning, tensor names and layouts of PyTorch's module of the same kind. A tensor's
 * full name is {@code name + "." + parameter}, such as {@code conv1.weight}. Sizes are {@code [height, width]} where two
 * are given. Activations are {@code [batch, channels, height, width]} before a {@link Columns}, {@link Flatten} or
 * {@link GlobalAvgPool2d} and {@code [batch, steps, features]} after it; a vector is a sequence of one step.
 */
public sealed interface Layer {

    /** The type's name in {@code model.json}. */
    String type();

    /** This layer and the layers inside it, in the order in which {@code model.json} names them. */
    default Stream<Layer> within() {
        return Stream.of(this);
    }

    /**
     * Cross-correlation with zero padding. {@code weight [out, in, kernelHeight, kernelWidth]}, {@code bias [out]} if
     * there is one.
     */
    record Conv2d(
            String name,
            int in,
            int out,
            int kernelHeight,
            int kernelWidth,
            int strideHeight,
            int strideWidth,
            int paddingHeight,
            int paddingWidth,
            boolean bias)
            implements Layer {
        @Override
        public String type() {
            return "conv2d";
        }
    }

    /**
     * Batch normalisation over the channel axis. {@code weight}, {@code bias}, {@code running_mean}, {@code running_var},
     * each {@code [features]}; inference uses the running ones. {@code momentum} is the share of a new batch.
     */
    record BatchNorm2d(String name, int features, double eps, double momentum) implements Layer {
        @Override
        public String type() {
            return "batchnorm2d";
        }
    }

    /** {@link BatchNorm2d} of {@code [batch, steps, features]} over the features: batch and steps share one average. */
    record BatchNorm1d(String name, int features, double eps, double momentum) implements Layer {
        @Override
        public String type() {
            return "batchnorm1d";
        }
    }

    /** max(x, 0). */
    record Relu() implements Layer {
        @Override
        public String type() {
            return "relu";
        }
    }

    /** Largest value of each window; no padding, windows that do not fit are dropped. */
    record MaxPool2d(int kernelHeight, int kernelWidth, int strideHeight, int strideWidth) implements Layer {
        @Override
        public String type() {
            return "maxpool2d";
        }
    }

    /** Identity at inference; in training each value is zeroed with probability {@code p} and the others scaled up. */
    record Dropout(double p) implements Layer {
        @Override
        public String type() {
            return "dropout";
        }
    }

    /**
     * Turns {@code [batch, channels, height, width]} into a sequence {@code [batch, width, channels * height]}: each
     * column is a step, its features channel-major (all rows of channel 0 first).
     */
    record Columns() implements Layer {
        @Override
        public String type() {
            return "columns";
        }
    }

    /** Turns {@code [batch, channels, height, width]} into {@code [batch, 1, channels * height * width]}, channel-major. */
    record Flatten() implements Layer {
        @Override
        public String type() {
            return "flatten";
        }
    }

    /** The mean of each channel: {@code [batch, channels, height, width]} becomes {@code [batch, 1, channels]}. */
    record GlobalAvgPool2d() implements Layer {
        @Override
        public String type() {
            return "globalavgpool2d";
        }
    }

    /**
     * {@code body(x) + shortcut(x)} (He et al. 2016), without an activation of its own. Names of the layers inside are whole
     * names, as everywhere: {@code block1.conv1}.
     *
     * @param body at least one layer; one of {@link Conv2d}, {@link BatchNorm2d}, {@link Relu}, {@link MaxPool2d},
     *     {@link Dropout} each
     * @param shortcut likewise, but none of them means {@code x} itself
     */
    record Residual(List<Layer> body, List<Layer> shortcut) implements Layer {
        public Residual {
            body = List.copyOf(body);
            shortcut = List.copyOf(shortcut);
            if (body.isEmpty()) {
                throw new IllegalArgumentException("the body of a residual is empty");
            }
            Stream.concat(body.stream(), shortcut.stream()).forEach(layer -> {
                if (!mayHold(layer)) {
                    throw new IllegalArgumentException("a residual cannot hold the layer " + layer.type());
                }
            });
        }

        static boolean mayHold(Layer layer) {
            return switch (layer) {
                case Conv2d _, BatchNorm2d _, Relu _, MaxPool2d _, Dropout _ -> true;
                case BatchNorm1d _, Columns _, Flatten _, GlobalAvgPool2d _, Linear _, BiLstm _, Residual _ -> false;
            };
        }

        @Override
        public String type() {
            return "residual";
        }

        @Override
        public Stream<Layer> within() {
            return Stream.of(Stream.<Layer>of(this), body.stream(), shortcut.stream()).flatMap(layers -> layers);
        }
    }

    /** {@code y = x weightᵀ + bias} on the last axis. {@code weight [out, in]}, {@code bias [out]}. */
    record Linear(String name, int in, int out) implements Layer {
        @Override
        public String type() {
            return "linear";
        }
    }

    /**
     * One bidirectional LSTM layer, {@code [batch, steps, in]} to {@code [batch, steps, 2 * hidden]}, forward half first.
     * {@code weight_ih_l0 [4 * hidden, in]}, {@code weight_hh_l0 [4 * hidden, hidden]}, {@code bias_ih_l0} and
     * {@code bias_hh_l0 [4 * hidden]}, gates in the order i f g o, and the same with suffix {@code _reverse}. The start
     * state is zero.
     */
    record BiLstm(String name, int in, int hidden) implements Layer {
        @Override
        public String type() {
            return "bilstm";
        }
    }
}
