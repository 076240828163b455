package org.lisible.engine.pure.panama;

import static org.lisible.engine.pure.panama.PanamaKernels.LANES;
import static org.lisible.engine.pure.panama.PanamaKernels.WIDTH;

import org.lisible.engine.pure.kernels.Winograd;

import jdk.incubator.vector.FloatVector;

/** The transforms of {@link Winograd}, a vector of channels at a time; the number of channels is a multiple of it. */
final class PanamaWinograd {

    private PanamaWinograd() {}

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
        inputLines(in, inStart, lineStride, lines, length);
        for (int line = 0; line < Winograd.SPAN; line++) {
            int position = outStart + line * Winograd.SPAN * positionStride;
            inputTiles(lines, line * length, channels, tiles, out, position, positionStride);
        }
    }

    private static void inputLines(float[] in, int inStart, int lineStride, float[] lines, int length) {
        for (int i = 0; i < length; i += WIDTH) {
            transformInput(in, inStart + i, lineStride, lines, i, length);
        }
    }

    private static void inputTiles(
            float[] lines, int start, int channels, int tiles, float[] out, int position, int positionStride) {
        for (int tile = 0; tile < tiles; tile++) {
            int from = start + tile * Winograd.TILE * channels;
            int to = position + tile * channels;
            for (int c = 0; c < channels; c += WIDTH) {
                transformInput(lines, from + c, channels, out, to + c, positionStride);
            }
        }
    }

    /** {@code Bᵀ d} for six vectors. */
    private static void transformInput(float[] in, int at, int stride, float[] out, int to, int outStride) {
        FloatVector d0 = FloatVector.fromArray(LANES, in, at);
        FloatVector d1 = FloatVector.fromArray(LANES, in, at + stride);
        FloatVector d2 = FloatVector.fromArray(LANES, in, at + 2 * stride);
        FloatVector d3 = FloatVector.fromArray(LANES, in, at + 3 * stride);
        FloatVector d4 = FloatVector.fromArray(LANES, in, at + 4 * stride);
        FloatVector d5 = FloatVector.fromArray(LANES, in, at + 5 * stride);
        FloatVector even = d4.sub(d2.mul(4));
        FloatVector odd = d3.sub(d1.mul(4));
        FloatVector evenTwo = d4.sub(d2);
        FloatVector oddTwo = d3.sub(d1).mul(2);
        d0.mul(4).sub(d2.mul(5)).add(d4).intoArray(out, to);
        even.add(odd).intoArray(out, to + outStride);
        even.sub(odd).intoArray(out, to + 2 * outStride);
        evenTwo.add(oddTwo).intoArray(out, to + 3 * outStride);
        evenTwo.sub(oddTwo).intoArray(out, to + 4 * outStride);
        d1.mul(4).sub(d3.mul(5)).add(d5).intoArray(out, to + 5 * outStride);
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
            outputColumn(
                    products, start + column * positionStride, Winograd.SPAN * positionStride, tiles * channels);
        }
        FloatVector floor = FloatVector.broadcast(LANES, rectify ? 0 : Float.NEGATIVE_INFINITY);
        for (int line = 0; line < Winograd.TILE; line++) {
            int position = start + line * Winograd.SPAN * positionStride;
            outputLine(products, position, positionStride, channels, tiles, bias, floor, out, line * lineStride);
        }
    }

    private static void outputColumn(float[] products, int start, int stride, int count) {
        FloatVector zero = FloatVector.zero(LANES);
        FloatVector floor = FloatVector.broadcast(LANES, Float.NEGATIVE_INFINITY);
        for (int at = start; at < start + count; at += WIDTH) {
            transformOutput(products, at, stride, zero, floor, products, at, stride);
        }
    }

    private static void outputLine(
            float[] products,
            int start,
            int positionStride,
            int channels,
            int tiles,
            float[] bias,
            FloatVector floor,
            float[] out,
            int outStart) {
        for (int tile = 0; tile < tiles; tile++) {
            int from = start + tile * channels;
            int to = outStart + tile * Winograd.TILE * channels;
            for (int c = 0; c < channels; c += WIDTH) {
                FloatVector shift = FloatVector.fromArray(LANES, bias, c);
                transformOutput(products, from + c, positionStride, shift, floor, out, to + c, channels);
            }
        }
    }

    /** {@code max(Aᵀ m + bias, floor)} for six vectors. */
    private static void transformOutput(
            float[] in, int at, int stride, FloatVector bias, FloatVector floor, float[] out, int to, int outStride) {
        FloatVector m1 = FloatVector.fromArray(LANES, in, at + stride);
        FloatVector m2 = FloatVector.fromArray(LANES, in, at + 2 * stride);
        FloatVector m3 = FloatVector.fromArray(LANES, in, at + 3 * stride);
        FloatVector m4 = FloatVector.fromArray(LANES, in, at + 4 * stride);
        FloatVector first = FloatVector.fromArray(LANES, in, at).add(bias);
        FloatVector last = FloatVector.fromArray(LANES, in, at + 5 * stride).add(bias);
        FloatVector sum = m1.add(m2);
        FloatVector difference = m1.sub(m2);
        FloatVector sumTwo = m3.add(m4);
        FloatVector differenceTwo = m3.sub(m4);
        first.add(sum).add(sumTwo).max(floor).intoArray(out, to);
        difference.add(differenceTwo.mul(2)).add(bias).max(floor).intoArray(out, to + outStride);
        sum.add(sumTwo.mul(4)).add(bias).max(floor).intoArray(out, to + 2 * outStride);
        difference.add(differenceTwo.mul(8)).add(last).max(floor).intoArray(out, to + 3 * outStride);
    }
}
