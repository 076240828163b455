package org.lisible.spi;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

import org.lisible.model.InputSpec;
import org.lisible.model.Layer;
import org.lisible.model.ModelBundle;
import org.lisible.model.Shapes;
import org.lisible.result.Logits;
import org.lisible.tensor.Tensor;

/** Every layer by its definition, in double and without any thought of speed: the oracle of all engines. */
public final class PlainNetwork {

    private PlainNetwork() {}

    /** What the last layer puts out for one input. */
    public static Logits run(ModelBundle bundle, Tensor input) {
        InputSpec spec = bundle.manifest().input();
        int[] in = {spec.channels(), spec.height(), spec.width()};
        double[] values = new double[input.data().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = input.data()[i];
        }
        values = run(bundle.manifest().layers(), bundle, values, in);
        float[] logits = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            logits[i] = (float) values[i];
        }
        int[] out = Shapes.of(bundle.manifest()).getLast();
        return new Logits(out[0], out[1], logits);
    }

    private static double[] run(List<Layer> layers, ModelBundle bundle, double[] x, int[] in) {
        List<int[]> shapes = Shapes.of(layers, in);
        double[] values = x;
        for (int i = 0; i < layers.size(); i++) {
            values = apply(layers.get(i), bundle, values, shapes.get(i), shapes.get(i + 1));
        }
        return values;
    }

    private static double[] apply(Layer layer, ModelBundle bundle, double[] x, int[] in, int[] out) {
        return switch (layer) {
            case Layer.Conv2d conv -> convolve(conv, bundle, x, in, out);
            case Layer.BatchNorm2d norm -> normalise(norm.name(), norm.eps(), bundle, x, i -> i / (in[1] * in[2]));
            case Layer.BatchNorm1d norm -> normalise(norm.name(), norm.eps(), bundle, x, i -> i % in[1]);
            case Layer.Relu _ -> Arrays.stream(x).map(value -> Math.max(value, 0)).toArray();
            case Layer.MaxPool2d pool -> pool(pool, x, in, out);
            case Layer.Dropout _, Layer.Flatten _ -> x;
            case Layer.GlobalAvgPool2d _ -> means(x, in);
            case Layer.Residual residual -> sum(
                    run(residual.body(), bundle, x, in), run(residual.shortcut(), bundle, x, in));
            case Layer.Columns _ -> columns(x, in);
            case Layer.Linear linear -> multiply(
                    x, in[0], in[1], bundle.weight(linear.name() + ".weight"), bundle.weight(linear.name() + ".bias"));
            case Layer.BiLstm lstm -> bothWays(lstm, bundle, x, in);
        };
    }

    private static double[] convolve(Layer.Conv2d conv, ModelBundle bundle, double[] x, int[] in, int[] out) {
        float[] weight = bundle.weight(conv.name() + ".weight").data();
        double[] y = new double[out[0] * out[1] * out[2]];
        for (int o = 0; o < out[0]; o++) {
            for (int row = 0; row < out[1]; row++) {
                for (int column = 0; column < out[2]; column++) {
                    double sum = conv.bias() ? bundle.weight(conv.name() + ".bias").data()[o] : 0;
                    for (int c = 0; c < in[0]; c++) {
                        for (int i = 0; i < conv.kernelHeight(); i++) {
                            for (int j = 0; j < conv.kernelWidth(); j++) {
                                int sourceRow = row * conv.strideHeight() - conv.paddingHeight() + i;
                                int sourceColumn = column * conv.strideWidth() - conv.paddingWidth() + j;
                                if (sourceRow >= 0 && sourceRow < in[1] && sourceColumn >= 0 && sourceColumn < in[2]) {
                                    sum += x[(c * in[1] + sourceRow) * in[2] + sourceColumn]
                                            * weight[((o * in[0] + c) * conv.kernelHeight() + i) * conv.kernelWidth() + j];
                                }
                            }
                        }
                    }
                    y[(o * out[1] + row) * out[2] + column] = sum;
                }
            }
        }
        return y;
    }

    private static double[] normalise(
            String name, double eps, ModelBundle bundle, double[] x, IntUnaryOperator featureOf) {
        float[] weight = bundle.weight(name + ".weight").data();
        float[] bias = bundle.weight(name + ".bias").data();
        float[] mean = bundle.weight(name + ".running_mean").data();
        float[] variance = bundle.weight(name + ".running_var").data();
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            int c = featureOf.applyAsInt(i);
            y[i] = (x[i] - mean[c]) / Math.sqrt(variance[c] + eps) * weight[c] + bias[c];
        }
        return y;
    }

    private static double[] means(double[] x, int[] in) {
        int area = in[1] * in[2];
        double[] y = new double[in[0]];
        for (int i = 0; i < x.length; i++) {
            y[i / area] += x[i] / area;
        }
        return y;
    }

    private static double[] sum(double[] x, double[] y) {
        double[] sum = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            sum[i] = x[i] + y[i];
        }
        return sum;
    }

    private static double[] pool(Layer.MaxPool2d pool, double[] x, int[] in, int[] out) {
        double[] y = new double[out[0] * out[1] * out[2]];
        for (int c = 0; c < out[0]; c++) {
            for (int row = 0; row < out[1]; row++) {
                for (int column = 0; column < out[2]; column++) {
                    double max = Double.NEGATIVE_INFINITY;
                    for (int i = 0; i < pool.kernelHeight(); i++) {
                        for (int j = 0; j < pool.kernelWidth(); j++) {
                            int sourceRow = row * pool.strideHeight() + i;
                            int sourceColumn = column * pool.strideWidth() + j;
                            max = Math.max(max, x[(c * in[1] + sourceRow) * in[2] + sourceColumn]);
                        }
                    }
                    y[(c * out[1] + row) * out[2] + column] = max;
                }
            }
        }
        return y;
    }

    private static double[] columns(double[] x, int[] in) {
        int features = in[0] * in[1];
        double[] y = new double[x.length];
        for (int feature = 0; feature < features; feature++) {
            for (int step = 0; step < in[2]; step++) {
                y[step * features + feature] = x[feature * in[2] + step];
            }
        }
        return y;
    }

    private static double[] multiply(double[] x, int steps, int in, Tensor weight, Tensor bias) {
        int out = weight.shape()[0];
        double[] y = new double[steps * out];
        for (int step = 0; step < steps; step++) {
            for (int o = 0; o < out; o++) {
                double sum = bias.data()[o];
                for (int i = 0; i < in; i++) {
                    sum += x[step * in + i] * weight.data()[o * in + i];
                }
                y[step * out + o] = sum;
            }
        }
        return y;
    }

    private static double[] bothWays(Layer.BiLstm lstm, ModelBundle bundle, double[] x, int[] in) {
        double[] y = new double[in[0] * 2 * lstm.hidden()];
        oneWay(lstm, bundle, x, in[0], "", y);
        oneWay(lstm, bundle, x, in[0], "_reverse", y);
        return y;
    }

    private static void oneWay(Layer.BiLstm lstm, ModelBundle bundle, double[] x, int steps, String suffix, double[] y) {
        int hidden = lstm.hidden();
        Tensor recurrent = bundle.weight(lstm.name() + ".weight_hh_l0" + suffix);
        Tensor recurrentBias = bundle.weight(lstm.name() + ".bias_hh_l0" + suffix);
        double[] projected = multiply(
                x,
                steps,
                lstm.in(),
                bundle.weight(lstm.name() + ".weight_ih_l0" + suffix),
                bundle.weight(lstm.name() + ".bias_ih_l0" + suffix));
        boolean backwards = !suffix.isEmpty();
        double[] h = new double[hidden];
        double[] c = new double[hidden];
        for (int n = 0; n < steps; n++) {
            int step = backwards ? steps - 1 - n : n;
            double[] gates = multiply(h, 1, hidden, recurrent, recurrentBias);
            for (int i = 0; i < hidden; i++) {
                int at = step * 4 * hidden + i;
                double input = sigmoid(projected[at] + gates[i]);
                double forget = sigmoid(projected[at + hidden] + gates[i + hidden]);
                double cell = Math.tanh(projected[at + 2 * hidden] + gates[i + 2 * hidden]);
                double output = sigmoid(projected[at + 3 * hidden] + gates[i + 3 * hidden]);
                c[i] = forget * c[i] + input * cell;
                h[i] = output * Math.tanh(c[i]);
                y[step * 2 * hidden + (backwards ? hidden : 0) + i] = h[i];
            }
        }
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
