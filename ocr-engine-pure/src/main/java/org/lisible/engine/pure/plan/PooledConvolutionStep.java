package org.lisible.engine.pure.plan;

import org.lisible.engine.pure.kernels.Kernels;
import org.lisible.engine.pure.kernels.Rows;
import org.lisible.engine.pure.kernels.Window;
import org.lisible.model.Layer.Conv2d;

/**
 * A convolution as in {@link ConvolutionStep}, the lines under a line of pooling windows at a time, which are pooled before they
 * leave the cache.
 *
 * @param rows one for each window of the convolution, image by image and line by line, to the window's place among
 *     those lines
 * @param height lines of the convolution's windows of one image
 * @param width the convolution's windows of a line
 * @param window the pooling
 * @param strideHeight lines from a pooling window to the next one, at least as many as are in it
 */
record PooledConvolutionStep(
        Kernels kernels,
        SplitMatrix weights,
        Rows rows,
        int height,
        int width,
        Window window,
        int strideHeight,
        Grid in,
        Grid out,
        boolean rectify)
        implements Step {

    /** A line of windows each. */
    @Override
    public int parts(int images) {
        return images * out.height();
    }

    @Override
    public void run(Workspace workspace, int images, int part, Scratch scratch) {
        int image = part / out.height();
        int y = part % out.height();
        float[] from = workspace.buffer(in.buffer());
        float[] to = workspace.buffer(out.buffer());
        float[] convolved = scratch.array(Scratch.INPUTS);
        int first = (image * height + y * strideHeight) * width;
        weights.multiply(kernels, from, rows, first, window.height() * width, rectify, convolved);
        kernels.maxPool(
                convolved, 0, width * out.stored(), window, out.stored(), out.width(), to, out.at(image, y, 0));
    }

    static Rows rows(Conv2d conv, Grid in, int height, int width, int images, int strideHeight, int stored) {
        int[] from = new int[Math.multiplyExact(images * height, width)];
        int[] to = new int[from.length];
        for (int row = 0; row < from.length; row++) {
            int y = row / width % height;
            int x = row % width;
            from[row] = in.at(
                    row / width / height,
                    y * conv.strideHeight() - conv.paddingHeight(),
                    x * conv.strideWidth() - conv.paddingWidth());
            to[row] = (y % strideHeight * width + x) * stored;
        }
        return new Rows(from, to, conv.kernelHeight(), in.lineStride(), conv.kernelWidth() * in.stored());
    }
}
