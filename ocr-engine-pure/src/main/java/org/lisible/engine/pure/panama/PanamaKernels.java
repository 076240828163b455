package org.lisible.engine.pure.panama;

import java.util.Arrays;

import org.lisible.engine.pure.kernels.Kernels;
import org.lisible.engine.pure.kernels.PackedMatrix;
import org.lisible.engine.pure.kernels.Rows;
import org.lisible.engine.pure.kernels.ScalarKernels;
import org.lisible.engine.pure.kernels.Window;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels on the Vector API, at the widest vectors of the machine. Weights are packed in panels of two vectors'
 * columns, {@code [depth][PANEL]}, so that a product reads them straight through.
 *
 * <p>The methods that loop are small, keep their vectors in locals and call little: the JIT stops inlining into a method
 * that grows, and vectors that leave a compiled method become objects.
 */
public final class PanamaKernels implements Kernels {

    /** The JIT needs it constant to compile vector code at all. */
    static final VectorSpecies<Float> LANES =
            FloatVector.SPECIES_PREFERRED.length() > BLOCK ? FloatVector.SPECIES_512 : FloatVector.SPECIES_PREFERRED;

    static final int WIDTH = LANES.length();
    static final int PANEL = 2 * WIDTH;

    private final Kernels scalar = new ScalarKernels();

    /** Refuses a machine whose vectors are too short to be of use. */
    public PanamaKernels() {
        if (WIDTH < 4) {
            throw new UnsupportedOperationException("vectors of " + LANES.vectorBitSize() + " bits are too short");
        }
    }

    @Override
    public String name() {
        return "Vector API, " + LANES.vectorBitSize() + " bits";
    }

    @Override
    public int columnsTogether() {
        return Math.max(PANEL, BLOCK);
    }

    @Override
    public long saturate(int rounds) {
        return PanamaPeak.run(rounds);
    }

    @Override
    public PackedMatrix pack(float[] matrix, float[] bias, int depth, int columns) {
        float[][] panels = new float[(columns + PANEL - 1) / PANEL][depth * PANEL];
        for (int column = 0; column < columns; column++) {
            float[] panel = panels[column / PANEL];
            for (int k = 0; k < depth; k++) {
                panel[k * PANEL + column % PANEL] = matrix[k * columns + column];
            }
        }
        return new PackedMatrix(depth, columns, panels, Arrays.copyOf(bias, panels.length * PANEL));
    }

    @Override
    public void multiply(
            float[] a,
            int aStart,
            Rows rows,
            int first,
            int count,
            PackedMatrix matrix,
            boolean rectify,
            float[] out,
            int outStart) {
        for (int panel = 0; panel < matrix.panels().length; panel++) {
            int column = panel * PANEL;
            boolean full = column + PANEL <= matrix.columns();
            float[] weights = matrix.panels()[panel];
            int to = outStart + column;
            PanamaProduct.multiply(a, aStart, rows, first, count, weights, matrix.bias(), column, out, to, full);
            if (rectify) {
                PanamaProduct.rectify(out, to, rows, first, count, full ? PANEL : WIDTH);
            }
        }
    }

    @Override
    public void convolvePlane(
            float[] in,
            int inStart,
            int lineStride,
            int count,
            PackedMatrix matrix,
            boolean rectify,
            float[] out,
            int outStart,
            int outStride) {
        float low = rectify ? 0 : Float.NEGATIVE_INFINITY;
        for (int panel = 0; panel < matrix.panels().length; panel++) {
            int column = panel * PANEL;
            boolean full = column + PANEL <= matrix.columns();
            float[] weights = matrix.panels()[panel];
            int to = outStart + column;
            PanamaPlane.line(in, inStart, lineStride, count, weights, matrix.bias(), column, low, out, to, outStride, full);
        }
    }

    /** A NaN stays one, as with the scalar kernels. */
    static FloatVector positive(FloatVector x) {
        return x.blend(0, x.compare(VectorOperators.LT, 0));
    }

    @Override
    public void addProducts(
            float[] x, int xStart, int xStride, int count, PackedMatrix matrix, float[] y, int yStart, int yStride) {
        PanamaRecurrence.add(x, xStart, xStride, count, matrix, y, yStart, yStride);
    }

    @Override
    public void maxPool(
            float[] in, int inStart, int lineStride, Window window, int channels, int count, float[] out, int outStart) {
        if (window.equals(Window.PIXEL)) {
            System.arraycopy(in, inStart, out, outStart, count * channels);
            return;
        }
        if (channels % WIDTH != 0) {
            scalar.maxPool(in, inStart, lineStride, window, channels, count, out, outStart);
            return;
        }
        for (int x = 0; x < count; x++) {
            int corner = inStart + x * window.stride() * channels;
            for (int c = 0; c < channels; c += WIDTH) {
                poolOne(in, corner + c, lineStride, window, channels, out, outStart + x * channels + c);
            }
        }
    }

    private static void poolOne(
            float[] in, int corner, int lineStride, Window window, int channels, float[] out, int at) {
        FloatVector largest = FloatVector.fromArray(LANES, in, corner);
        for (int line = 0; line < window.height(); line++) {
            for (int column = 0; column < window.width(); column++) {
                FloatVector value = FloatVector.fromArray(LANES, in, corner + line * lineStride + column * channels);
                largest = largest.blend(value, value.compare(VectorOperators.GT, largest));
            }
        }
        largest.intoArray(out, at);
    }

    @Override
    public void average(
            float[] in,
            int inStart,
            int lineStride,
            int height,
            int width,
            int channels,
            float[] out,
            int outStart) {
        int whole = LANES.loopBound(channels);
        for (int c = 0; c < whole; c += WIDTH) {
            averageOne(in, inStart + c, lineStride, height, width, channels, out, outStart + c);
        }
        for (int c = whole; c < channels; c++) {
            float sum = 0;
            for (int pixel = 0; pixel < height * width; pixel++) {
                sum += in[inStart + pixel / width * lineStride + pixel % width * channels + c];
            }
            out[outStart + c] = sum * (1f / (height * width));
        }
    }

    private static void averageOne(
            float[] in, int start, int lineStride, int height, int width, int channels, float[] out, int at) {
        FloatVector sum = FloatVector.zero(LANES);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                sum = sum.add(FloatVector.fromArray(LANES, in, start + y * lineStride + x * channels));
            }
        }
        sum.mul(1f / (height * width)).intoArray(out, at);
    }

    @Override
    public void add(
            float[] a, int aStart, float[] b, int bStart, int count, boolean rectify, float[] out, int outStart) {
        int whole = LANES.loopBound(count);
        FloatVector floor = FloatVector.broadcast(LANES, rectify ? 0 : Float.NEGATIVE_INFINITY);
        for (int i = 0; i < whole; i += WIDTH) {
            FloatVector.fromArray(LANES, a, aStart + i)
                    .add(FloatVector.fromArray(LANES, b, bStart + i))
                    .max(floor)
                    .intoArray(out, outStart + i);
        }
        scalar.add(a, aStart + whole, b, bStart + whole, count - whole, rectify, out, outStart + whole);
    }

    @Override
    public void scale(float[] x, int start, int count, int channels, float[] scale, float[] shift) {
        int whole = LANES.loopBound(channels);
        for (int i = 0; i < count; i++) {
            int pixel = start + i * channels;
            for (int c = 0; c < whole; c += WIDTH) {
                FloatVector.fromArray(LANES, x, pixel + c)
                        .mul(FloatVector.fromArray(LANES, scale, c))
                        .add(FloatVector.fromArray(LANES, shift, c))
                        .intoArray(x, pixel + c);
            }
            for (int c = whole; c < channels; c++) {
                x[pixel + c] = x[pixel + c] * scale[c] + shift[c];
            }
        }
    }

    @Override
    public void rectify(float[] x, int start, int count) {
        int whole = LANES.loopBound(count);
        for (int i = 0; i < whole; i += WIDTH) {
            positive(FloatVector.fromArray(LANES, x, start + i)).intoArray(x, start + i);
        }
        scalar.rectify(x, start + whole, count - whole);
    }

    @Override
    public void lstmCell(
            float[] gates, int gatesStart, float[] cell, int cellStart, float[] hidden, int hiddenStart, int count) {
        PanamaCell.step(gates, gatesStart, cell, cellStart, hidden, hiddenStart, count);
    }

    @Override
    public void winogradInput(
            float[] in,
            int inStart,
            int lineStride,
            int channels,
            int tiles,
            float[] scratch,
            float[] out,
            int outStart,
            int positionStride) {
        PanamaWinogradInput.transform(in, inStart, lineStride, channels, tiles, scratch, out, outStart, positionStride);
    }

    @Override
    public void winogradOutput(
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
        PanamaWinogradOutput.transform(
                products, start, positionStride, channels, tiles, bias, rectify, pool, lines, pixels, out, outStart, lineStride);
    }
}
