package org.lisible.model;

/**
 * One layer of a network, with the meaning, tensor names and layouts of PyTorch's module of the same kind. A tensor's
 * full name is {@code name + "." + parameter}, such as {@code conv1.weight}. Sizes are {@code [height, width]} where two
 * are given. Activations are {@code [batch, channels, height, width]} before a {@link Columns} and
 * {@code [batch, steps, features]} after it.
 */
public sealed interface Layer {

    /** The type's name in {@code model.json}. */
    String type();

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
