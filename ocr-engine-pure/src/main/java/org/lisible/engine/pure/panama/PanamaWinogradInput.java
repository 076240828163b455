package org.lisible.engine.pure.panama;

import static org.lisible.engine.pure.kernels.Winograd.SPAN;
import static org.lisible.engine.pure.kernels.Winograd.TILE;
import static org.lisible.engine.pure.panama.PanamaKernels.LANES;
import static org.lisible.engine.pure.panama.PanamaKernels.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * The way of {@link org.lisible.engine.pure.kernels.Winograd} tiles to their products, a vector of channels at a time; the number
 * of channels is a multiple of it. What lies between the vertical and the horizontal half stays in the nearest cache.
 */
final class PanamaWinogradInput {

    /** Tiles that are transformed together, so that neighbours share the columns that they have in common. */
    private static final int CHUNK = 8;

    private PanamaWinogradInput() {}

    static void transform(
            float[] in,
            int inStart,
            int lineStride,
            int channels,
            int tiles,
            float[] scratch,
            float[] out,
            int outStart,
            int positionStride) {
        for (int tile = 0; tile < tiles; tile += CHUNK) {
            int some = Math.min(CHUNK, tiles - tile);
            for (int c = 0; c < channels; c += WIDTH) {
                int corner = inStart + tile * TILE * channels + c;
                inputColumns(in, corner, lineStride, channels, TILE * some + 2, scratch);
                int to = outStart + tile * channels + c;
                inputTiles(scratch, some, out, to, channels, positionStride);
            }
        }
    }

    private static void inputColumns(
            float[] in, int corner, int lineStride, int channels, int pixels, float[] scratch) {
        for (int pixel = 0; pixel < pixels; pixel++) {
            transformInput(in, corner + pixel * channels, lineStride, scratch, pixel * WIDTH, pixels * WIDTH);
        }
    }

    private static void inputTiles(
            float[] scratch, int tiles, float[] out, int outStart, int channels, int positionStride) {
        int length = (TILE * tiles + 2) * WIDTH;
        for (int line = 0; line < SPAN; line++) {
            int position = outStart + line * SPAN * positionStride;
            for (int tile = 0; tile < tiles; tile++) {
                int from = line * length + tile * TILE * WIDTH;
                transformInput(scratch, from, WIDTH, out, position + tile * channels, positionStride);
            }
        }
    }

    /** {@code Bᵀ d} for six vectors. */
    private static void transformInput(float[] in, int at, int stride, float[] out, int to, int outStride) {
        FloatVector d1 = FloatVector.fromArray(LANES, in, at + stride);
        FloatVector d2 = FloatVector.fromArray(LANES, in, at + 2 * stride);
        FloatVector d3 = FloatVector.fromArray(LANES, in, at + 3 * stride);
        FloatVector d4 = FloatVector.fromArray(LANES, in, at + 4 * stride);
        FloatVector four = FloatVector.broadcast(LANES, 4);
        FloatVector minusFour = FloatVector.broadcast(LANES, -4);
        FloatVector minusFive = FloatVector.broadcast(LANES, -5);
        FloatVector even = d2.fma(minusFour, d4);
        FloatVector odd = d1.fma(minusFour, d3);
        even.add(odd).intoArray(out, to + outStride);
        even.sub(odd).intoArray(out, to + 2 * outStride);
        FloatVector evenTwo = d4.sub(d2);
        FloatVector oddTwo = d3.sub(d1);
        oddTwo = oddTwo.add(oddTwo);
        evenTwo.add(oddTwo).intoArray(out, to + 3 * outStride);
        evenTwo.sub(oddTwo).intoArray(out, to + 4 * outStride);
        FloatVector d0 = FloatVector.fromArray(LANES, in, at);
        d0.fma(four, d2.fma(minusFive, d4)).intoArray(out, to);
        FloatVector d5 = FloatVector.fromArray(LANES, in, at + 5 * stride);
        d1.fma(four, d3.fma(minusFive, d5)).intoArray(out, to + 5 * outStride);
    }
}
