package org.lisible.engine.pure.plan;

import java.util.Arrays;

import org.lisible.model.Layer;
import org.lisible.model.ModelBundle;

/**
 * {@code y = x * scale + shift} for each channel or feature: what a batch normalisation is once its averages are fixed.
 *
 * @param scale {@code [channels]}
 * @param shift {@code [channels]}
 */
record Affine(double[] scale, double[] shift) {

    /** Leaves values as they are but for a bias, {@code [channels]}. */
    static Affine ofBias(float[] bias) {
        double[] shift = new double[bias.length];
        for (int c = 0; c < shift.length; c++) {
            shift[c] = bias[c];
        }
        return new Affine(ones(bias.length), shift);
    }

    static Affine identity(int channels) {
        return new Affine(ones(channels), new double[channels]);
    }

    /** This one, then a batch normalisation with the bundle's weights. */
    Affine then(Layer.BatchNorm2d norm, ModelBundle bundle) {
        return then(norm.name(), norm.eps(), bundle);
    }

    /** Likewise. */
    Affine then(Layer.BatchNorm1d norm, ModelBundle bundle) {
        return then(norm.name(), norm.eps(), bundle);
    }

    private Affine then(String name, double eps, ModelBundle bundle) {
        float[] weight = bundle.weight(name + ".weight").data();
        float[] bias = bundle.weight(name + ".bias").data();
        float[] mean = bundle.weight(name + ".running_mean").data();
        float[] variance = bundle.weight(name + ".running_var").data();
        double[] scaled = new double[scale.length];
        double[] shifted = new double[scale.length];
        for (int c = 0; c < scale.length; c++) {
            double factor = weight[c] / Math.sqrt(variance[c] + eps);
            scaled[c] = scale[c] * factor;
            shifted[c] = (shift[c] - mean[c]) * factor + bias[c];
        }
        return new Affine(scaled, shifted);
    }

    /** Rounded to floats and filled up with zeros to {@code stored} channels. */
    static float[] stored(double[] values, int stored) {
        float[] rounded = new float[stored];
        for (int c = 0; c < values.length; c++) {
            rounded[c] = (float) values[c];
        }
        return rounded;
    }

    private static double[] ones(int count) {
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }
}
