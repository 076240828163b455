package org.lisible.engine.pure.plan;

import org.lisible.engine.pure.kernels.Kernels;
import org.lisible.engine.pure.kernels.Window;

/**
 * Pooling on its own: where no convolution is right before it, or where windows overlap vertically. With windows of one
 * pixel, a copy.
 */
record PoolStep(Kernels kernels, Window window, int strideHeight, Grid in, Grid out) implements Step {

    static PoolStep copy(Kernels kernels, Grid in, Grid out) {
        return new PoolStep(kernels, Window.PIXEL, 1, in, out);
    }

    @Override
    public void run(Workspace workspace, int images, int part, Scratch scratch) {
        for (int image = 0; image < images; image++) {
            for (int y = 0; y < out.height(); y++) {
                kernels.maxPool(
                        workspace.buffer(in.buffer()),
                        in.at(image, y * strideHeight, 0),
                        in.lineStride(),
                        window,
                        in.stored(),
                        out.width(),
                        workspace.buffer(out.buffer()),
                        out.at(image, y, 0));
            }
        }
    }
}
