package org.lisible.engine.pure.panama;

import java.util.Arrays;

import org.lisible.engine.pure.kernels.Kernels;
import org.lisible.engine.pure.kernels.PackedMatrix;
import org.lisible.engine.pure.kernels.Rows;
import org.lisible.engine.pure.kernels.ScalarKernels;
import org.lisible.engine.pure.kernels.Tanh;
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
            PanamaProduct.multiply(
                    a, aStart, rows, first, count, weights, matrix.bias(), column, rectify, out, outStart + column, full);
        }
    }

    /** A NaN stays one, as with the scalar kernels. */
    private static FloatVector positive(FloatVector x) {
        return x.blend(0, x.compare(VectorOperators.LT, 0));
    }

    @Override
    public void addProduct(float[] x, int xStart, PackedMatrix matrix, float[] y, int yStart) {
        float[][] panels = matrix.panels();
        int panel = 0;
        for (; panel + 4 <= panels.length && (panel + 4) * PANEL <= matrix.columns(); panel += 4) {
            addFourPanels(
                    x,
                    xStart,
                    matrix.depth(),
                    panels[panel],
                    panels[panel + 1],
                    panels[panel + 2],
                    panels[panel + 3],
                    y,
                    yStart + panel * PANEL);
        }
        for (; panel < panels.length; panel++) {
            boolean full = (panel + 1) * PANEL <= matrix.columns();
            addPanel(x, xStart, matrix.depth(), panels[panel], y, yStart + panel * PANEL, full);
        }
    }

    private static void addFourPanels(
            float[] x, int xStart, int depth, float[] a, float[] b, float[] c, float[] d, float[] y, int yStart) {
        FloatVector a0 = FloatVector.fromArray(LANES, y, yStart);
        FloatVector a1 = FloatVector.fromArray(LANES, y, yStart + WIDTH);
        FloatVector b0 = FloatVector.fromArray(LANES, y, yStart + 2 * WIDTH);
        FloatVector b1 = FloatVector.fromArray(LANES, y, yStart + 3 * WIDTH);
        FloatVector c0 = FloatVector.fromArray(LANES, y, yStart + 4 * WIDTH);
        FloatVector c1 = FloatVector.fromArray(LANES, y, yStart + 5 * WIDTH);
        FloatVector d0 = FloatVector.fromArray(LANES, y, yStart + 6 * WIDTH);
        FloatVector d1 = FloatVector.fromArray(LANES, y, yStart + 7 * WIDTH);
        for (int k = 0; k < depth; k++) {
            FloatVector value = FloatVector.broadcast(LANES, x[xStart + k]);
            a0 = value.fma(FloatVector.fromArray(LANES, a, k * PANEL), a0);
            a1 = value.fma(FloatVector.fromArray(LANES, a, k * PANEL + WIDTH), a1);
            b0 = value.fma(FloatVector.fromArray(LANES, b, k * PANEL), b0);
            b1 = value.fma(FloatVector.fromArray(LANES, b, k * PANEL + WIDTH), b1);
            c0 = value.fma(FloatVector.fromArray(LANES, c, k * PANEL), c0);
            c1 = value.fma(FloatVector.fromArray(LANES, c, k * PANEL + WIDTH), c1);
            d0 = value.fma(FloatVector.fromArray(LANES, d, k * PANEL), d0);
            d1 = value.fma(FloatVector.fromArray(LANES, d, k * PANEL + WIDTH), d1);
        }
        a0.intoArray(y, yStart);
        a1.intoArray(y, yStart + WIDTH);
        b0.intoArray(y, yStart + 2 * WIDTH);
        b1.intoArray(y, yStart + 3 * WIDTH);
        c0.intoArray(y, yStart + 4 * WIDTH);
        c1.intoArray(y, yStart + 5 * WIDTH);
        d0.intoArray(y, yStart + 6 * WIDTH);
        d1.intoArray(y, yStart + 7 * WIDTH);
    }

    private static void addPanel(
            float[] x, int xStart, int depth, float[] panel, float[] y, int yStart, boolean full) {
        FloatVector s0 = FloatVector.fromArray(LANES, y, yStart);
        FloatVector s1 = full ? FloatVector.fromArray(LANES, y, yStart + WIDTH) : s0;
        for (int k = 0; k < depth; k++) {
            FloatVector value = FloatVector.broadcast(LANES, x[xStart + k]);
            s0 = value.fma(FloatVector.fromArray(LANES, panel, k * PANEL), s0);
            s1 = value.fma(FloatVector.fromArray(LANES, panel, k * PANEL + WIDTH), s1);
        }
        s0.intoArray(y, yStart);
        if (full) {
            s1.intoArray(y, yStart + WIDTH);
        }
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
        activate(gates, gatesStart, count * 4);
        for (int unit = 0; unit < count; unit += WIDTH) {
            int gate = gatesStart + unit / BLOCK * 4 * BLOCK + unit % BLOCK;
            updateCell(gates, gate, cell, cellStart + unit);
            putOut(cell, cellStart + unit, gates, gate + 3 * BLOCK, hidden, hiddenStart + unit);
        }
    }

    private static void updateCell(float[] gates, int gate, float[] cell, int at) {
        FloatVector input = FloatVector.fromArray(LANES, gates, gate);
        FloatVector forget = FloatVector.fromArray(LANES, gates, gate + BLOCK);
        FloatVector candidate = FloatVector.fromArray(LANES, gates, gate + 2 * BLOCK);
        FloatVector.fromArray(LANES, cell, at).mul(forget).add(input.mul(candidate)).intoArray(cell, at);
    }

    private static void putOut(float[] cell, int at, float[] gates, int gate, float[] hidden, int to) {
        FloatVector output = FloatVector.fromArray(LANES, gates, gate);
        tanh(FloatVector.fromArray(LANES, cell, at)).mul(output).intoArray(hidden, to);
    }

    @Override
    public void winogradInput(
            float[] in,
            int inStart,
            int lineStride,
            int channels,
            int tiles,
            float[] lines,
            float[] out,
            int outStart,
            int positionStride) {
        PanamaWinograd.input(in, inStart, lineStride, channels, tiles, lines, out, outStart, positionStride);
    }

    @Override
    public void winogradOutput(
            float[] products,
            int start,
            int positionStride,
            int channels,
            int tiles,
            float[] bias,
            boolean rectify,
            float[] out,
            int lineStride) {
        PanamaWinograd.output(products, start, positionStride, channels, tiles, bias, rectify, out, lineStride);
    }

    /** The gates' activations in place: logistic for i, f and o, tanh for g. */
    private static void activate(float[] gates, int start, int count) {
        for (int gate = start; gate < start + count; gate += BLOCK) {
            boolean isCandidate = (gate - start) / BLOCK % 4 == 2;
            activate(gates, gate, isCandidate ? 1 : 0.5f, isCandidate ? 0 : 0.5f);
        }
    }

    /** {@code scale * tanh(scale * x) + shift}: the logistic function with halves, tanh with 1 and 0. */
    private static void activate(float[] gates, int gate, float scale, float shift) {
        for (int lane = gate; lane < gate + BLOCK; lane += WIDTH) {
            tanh(FloatVector.fromArray(LANES, gates, lane).mul(scale)).mul(scale).add(shift).intoArray(gates, lane);
        }
    }

    private static FloatVector tanh(FloatVector value) {
        FloatVector x = value.blend(Tanh.LIMIT, value.compare(VectorOperators.GT, Tanh.LIMIT));
        x = x.blend(-Tanh.LIMIT, x.compare(VectorOperators.LT, -Tanh.LIMIT));
        FloatVector square = x.mul(x);
        FloatVector p = square.mul(Tanh.P13).add(Tanh.P11);
        p = p.mul(square).add(Tanh.P9);
        p = p.mul(square).add(Tanh.P7);
        p = p.mul(square).add(Tanh.P5);
        p = p.mul(square).add(Tanh.P3);
        p = p.mul(square).add(Tanh.P1);
        FloatVector q = square.mul(Tanh.Q6).add(Tanh.Q4);
        q = q.mul(square).add(Tanh.Q2);
        q = q.mul(square).add(Tanh.Q0);
        return x.mul(p).div(q);
    }
}
