package org.lisible.engine.pure.plan;

import org.lisible.engine.pure.kernels.Kernels;
import org.lisible.engine.pure.kernels.PackedMatrix;
import org.lisible.engine.pure.kernels.Rows;
import org.lisible.engine.pure.kernels.Window;
import org.lisible.model.Layer.Conv2d;

/**
 * A convolution as one matrix product for each line of its output: the windows of a line are the left matrix' rows, read
 * where they lie. Batch normalisation is in the weights; ReLU and pooling follow before the line leaves the cache.
 */
record ConvolutionStep(
        Kernels kernels, Conv2d conv, PackedMatrix weights, Grid in, Grid out, boolean rectify, Pooling pooling)
        implements Step {

    /** Pooling of the lines as they come. @param lines buffer of the lines under one window, {@code [height][width][stored]} */
    record Pooling(Window window, int strideHeight, int width, int lines) {}

    @Override
    public void run(Workspace workspace) {
        float[] from = workspace.buffer(in.buffer());
        float[] to = workspace.buffer(out.buffer());
        if (pooling == null) {
            for (int y = 0; y < out.height(); y++) {
                line(from, y, out.width(), to, out.at(y, 0));
            }
            return;
        }
        float[] lines = workspace.buffer(pooling.lines());
        int stride = pooling.width() * out.stored();
        for (int y = 0; y < out.height(); y++) {
            for (int line = 0; line < pooling.window().height(); line++) {
                line(from, y * pooling.strideHeight() + line, pooling.width(), lines, line * stride);
            }
            kernels.maxPool(lines, 0, stride, pooling.window(), out.stored(), out.width(), to, out.at(y, 0));
        }
    }

    private void line(float[] from, int y, int width, float[] to, int toStart) {
        int start = in.at(y * conv.strideHeight() - conv.paddingHeight(), -conv.paddingWidth());
        Rows rows = new Rows(
                conv.strideWidth() * in.stored(),
                conv.kernelHeight(),
                in.lineStride(),
                conv.kernelWidth() * in.stored());
        kernels.multiply(from, start, rows, width, weights, rectify, to, toStart, out.stored());
    }

    /**
     * @param weight {@code [out][in][kernelHeight][kernelWidth]}
     * @return packed from {@code [kernelHeight][kernelWidth][in stored][out stored]}
     */
    static PackedMatrix pack(Kernels kernels, Conv2d conv, float[] weight, Affine affine, int stored) {
        int columns = Kernels.blocked(conv.out());
        int taps = conv.kernelHeight() * conv.kernelWidth();
        float[] matrix = new float[taps * stored * columns];
        for (int o = 0; o < conv.out(); o++) {
            for (int c = 0; c < conv.in(); c++) {
                for (int tap = 0; tap < taps; tap++) {
                    matrix[(tap * stored + c) * columns + o] =
                            (float) (weight[(o * conv.in() + c) * taps + tap] * affine.scale()[o]);
                }
            }
        }
        return kernels.pack(matrix, Affine.stored(affine.shift(), columns), taps * stored, columns);
    }
}
