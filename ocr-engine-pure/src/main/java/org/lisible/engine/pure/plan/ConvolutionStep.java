package org.lisible.engine.pure.plan;

import org.lisible.engine.pure.kernels.Kernels;
import org.lisible.engine.pure.kernels.PackedMatrix;
import org.lisible.engine.pure.kernels.Rows;
import org.lisible.engine.pure.kernels.Window;
import org.lisible.model.Layer.Conv2d;

/**
 * A convolution as a matrix product: the windows of all images are the left matrix' rows, read where they lie. Batch
 * normalisation is in the weights; ReLU and pooling follow before what was computed leaves the cache.
 *
 * @param rows one for each window, image by image and line by line
 * @param height lines of windows of one image
 * @param width windows of a line
 * @param pooling null for none; then the product's results are at once where they belong
 */
record ConvolutionStep(
        Kernels kernels,
        PackedMatrix weights,
        Rows rows,
        int height,
        int width,
        Grid in,
        Grid out,
        boolean rectify,
        Pooling pooling)
        implements Step {

    /** Windows of one product: enough to keep the kernels busy for each load of the weights. */
    private static final int GOOD_PRODUCT = 96;

    /** Pooling of the lines as they come. @param lines buffer of the lines under one window, {@code [height][width][stored]} */
    record Pooling(Window window, int strideHeight, int lines) {}

    @Override
    public void run(Workspace workspace, int images) {
        if (pooling == null) {
            int count = images * height * width;
            for (int first = 0; first < count; first += GOOD_PRODUCT) {
                multiply(workspace, first, Math.min(GOOD_PRODUCT, count - first), out.buffer());
            }
            return;
        }
        for (int image = 0; image < images; image++) {
            for (int y = 0; y < out.height(); y++) {
                int line = image * height + y * pooling.strideHeight();
                multiply(workspace, line * width, pooling.window().height() * width, pooling.lines());
                kernels.maxPool(
                        workspace.buffer(pooling.lines()),
                        0,
                        width * out.stored(),
                        pooling.window(),
                        out.stored(),
                        out.width(),
                        workspace.buffer(out.buffer()),
                        out.at(image, y, 0));
            }
        }
    }

    private void multiply(Workspace workspace, int first, int count, int to) {
        kernels.multiply(
                workspace.buffer(in.buffer()), 0, rows, first, count, weights, rectify, workspace.buffer(to), 0);
    }

    /** The rows that {@code conv} reads in {@code in}. @param to where each one's result goes */
    static Rows rows(Conv2d conv, Grid in, int height, int width, int[] to) {
        int[] from = new int[to.length];
        for (int row = 0; row < from.length; row++) {
            int y = row / width % height * conv.strideHeight() - conv.paddingHeight();
            int x = row % width * conv.strideWidth() - conv.paddingWidth();
            from[row] = in.at(row / width / height, y, x);
        }
        return new Rows(from, to, conv.kernelHeight(), in.lineStride(), conv.kernelWidth() * in.stored());
    }

    /** Where the results go when nothing follows. */
    static int[] to(Grid out, int images) {
        int[] to = new int[Math.multiplyExact(images * out.height(), out.width())];
        for (int row = 0; row < to.length; row++) {
            to[row] = out.at(row / out.width() / out.height(), row / out.width() % out.height(), row % out.width());
        }
        return to;
    }

    /** Where they go when they are pooled: each line to its place under a window. */
    static int[] to(Pooling pooling, int images, int height, int width, int stored) {
        int[] to = new int[Math.multiplyExact(images * height, width)];
        for (int row = 0; row < to.length; row++) {
            int line = row / width % height % pooling.strideHeight();
            to[row] = (line * width + row % width) * stored;
        }
        return to;
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
