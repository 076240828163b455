package org.lisible.engine.pure.kernels;

/** The transforms of {@link Winograd} in plain Java, one number at a time. */
final class ScalarWinograd {

    private ScalarWinograd() {}

    static void input(
            float[] in,
            int inStart,
            int lineStride,
            int channels,
            int tiles,
            float[] lines,
            float[] out,
            int outStart,
            int positionStride) {
        int length = (Winograd.TILE * tiles + 2) * channels;
        for (int i = 0; i < length; i++) {
            transformInput(in, inStart + i, lineStride, lines, i, length);
        }
        for (int line = 0; line < Winograd.SPAN; line++) {
            int position = outStart + line * Winograd.SPAN * positionStride;
            for (int tile = 0; tile < tiles; tile++) {
                int from = line * length + tile * Winograd.TILE * channels;
                for (int c = 0; c < channels; c++) {
                    transformInput(lines, from + c, channels, out, position + tile * channels + c, positionStride);
                }
            }
        }
    }

    /** {@code Bᵀ d} for six numbers. */
    private static void transformInput(float[] in, int at, int stride, float[] out, int to, int outStride) {
        float d0 = in[at];
        float d1 = in[at + stride];
        float d2 = in[at + 2 * stride];
        float d3 = in[at + 3 * stride];
        float d4 = in[at + 4 * stride];
        float d5 = in[at + 5 * stride];
        float even = d4 - 4 * d2;
        float odd = d3 - 4 * d1;
        float evenTwo = d4 - d2;
        float oddTwo = 2 * (d3 - d1);
        out[to] = 4 * d0 - 5 * d2 + d4;
        out[to + outStride] = even + odd;
        out[to + 2 * outStride] = even - odd;
        out[to + 3 * outStride] = evenTwo + oddTwo;
        out[to + 4 * outStride] = evenTwo - oddTwo;
        out[to + 5 * outStride] = 4 * d1 - 5 * d3 + d5;
    }

    static void output(
            float[] products,
            int start,
            int positionStride,
            int channels,
            int tiles,
            float[] bias,
            boolean rectify,
            float[] out,
            int lineStride) {
        for (int column = 0; column < Winograd.SPAN; column++) {
            int position = start + column * positionStride;
            int stride = Winograd.SPAN * positionStride;
            for (int i = 0; i < tiles * channels; i++) {
                transformOutput(products, position + i, stride, 0, products, position + i, stride);
            }
        }
        for (int line = 0; line < Winograd.TILE; line++) {
            int position = start + line * Winograd.SPAN * positionStride;
            for (int tile = 0; tile < tiles; tile++) {
                int from = position + tile * channels;
                int to = line * lineStride + tile * Winograd.TILE * channels;
                for (int c = 0; c < channels; c++) {
                    transformOutput(products, from + c, positionStride, bias[c], out, to + c, channels);
                }
            }
        }
        if (rectify) {
            for (int i = 0; i < Winograd.TILE * lineStride; i++) {
                out[i] = Math.max(out[i], 0);
            }
        }
    }

    /** {@code Aᵀ m + bias} for six numbers. */
    private static void transformOutput(
            float[] in, int at, int stride, float bias, float[] out, int to, int outStride) {
        float m0 = in[at];
        float m1 = in[at + stride];
        float m2 = in[at + 2 * stride];
        float m3 = in[at + 3 * stride];
        float m4 = in[at + 4 * stride];
        float m5 = in[at + 5 * stride];
        float sum = m1 + m2;
        float difference = m1 - m2;
        float sumTwo = m3 + m4;
        float differenceTwo = m3 - m4;
        out[to] = m0 + sum + sumTwo + bias;
        out[to + outStride] = difference + 2 * differenceTwo + bias;
        out[to + 2 * outStride] = sum + 4 * sumTwo + bias;
        out[to + 3 * outStride] = difference + 8 * differenceTwo + m5 + bias;
    }
}
