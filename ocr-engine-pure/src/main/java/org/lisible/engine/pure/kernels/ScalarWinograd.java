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
            float[] scratch,
            float[] out,
            int outStart,
            int positionStride) {
        int length = Winograd.SPAN * channels;
        for (int tile = 0; tile < tiles; tile++) {
            int corner = inStart + tile * Winograd.TILE * channels;
            for (int i = 0; i < length; i++) {
                transformInput(in, corner + i, lineStride, scratch, i, length);
            }
            for (int line = 0; line < Winograd.SPAN; line++) {
                int to = outStart + line * Winograd.SPAN * positionStride + tile * channels;
                for (int c = 0; c < channels; c++) {
                    transformInput(scratch, line * length + c, channels, out, to + c, positionStride);
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
            float[] scratch,
            float[] bias,
            boolean rectify,
            Window pool,
            int lines,
            int pixels,
            float[] out,
            int outStart,
            int lineStride) {
        int perTile = Winograd.TILE / pool.width();
        int square = Winograd.SPAN * Winograd.TILE * channels;
        for (int tile = 0; tile < tiles; tile++) {
            transformBack(products, start + tile * channels, positionStride, channels, bias, scratch, square);
            for (int y = 0; y < lines; y++) {
                for (int x = 0; x < Math.min(perTile, pixels - tile * perTile); x++) {
                    int corner = square + (y * pool.height() * Winograd.TILE + x * pool.width()) * channels;
                    int to = outStart + y * lineStride + (tile * perTile + x) * channels;
                    for (int c = 0; c < channels; c++) {
                        float largest = largest(scratch, corner + c, channels, pool);
                        out[to + c] = rectify ? Math.max(largest, 0) : largest;
                    }
                }
            }
        }
    }

    /** One tile, to {@code [TILE][TILE][channels]} from {@code square} on. */
    private static void transformBack(
            float[] products,
            int start,
            int positionStride,
            int channels,
            float[] bias,
            float[] scratch,
            int square) {
        for (int column = 0; column < Winograd.SPAN; column++) {
            int from = start + column * positionStride;
            for (int c = 0; c < channels; c++) {
                int stride = Winograd.SPAN * positionStride;
                transformOutput(products, from + c, stride, 0, scratch, column * channels + c, Winograd.SPAN * channels);
            }
        }
        for (int line = 0; line < Winograd.TILE; line++) {
            for (int c = 0; c < channels; c++) {
                int from = line * Winograd.SPAN * channels + c;
                int to = square + line * Winograd.TILE * channels + c;
                transformOutput(scratch, from, channels, bias[c], scratch, to, channels);
            }
        }
    }

    private static float largest(float[] lines, int corner, int channels, Window pool) {
        float largest = lines[corner];
        for (int line = 0; line < pool.height(); line++) {
            for (int pixel = 0; pixel < pool.width(); pixel++) {
                largest = Math.max(largest, lines[corner + (line * Winograd.TILE + pixel) * channels]);
            }
        }
        return largest;
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
