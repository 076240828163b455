package org.lisible.engine.pure.plan;

import org.lisible.engine.pure.kernels.Kernels;
import org.lisible.model.Layer.Conv2d;
import org.lisible.model.Layer.MaxPool2d;

/**
 * A 3x3 convolution over one channel under 2x2 pooling: what a network that reads gray pictures starts with. A part is a line of
 * pooled pixels.
 */
record PlaneStep(Kernels kernels, Conv2d conv, SplitMatrix weights, Grid in, Grid out, boolean rectify)
        implements Step {

    static boolean suits(Conv2d conv, int stored, MaxPool2d pool) {
        return stored == 1
                && conv.kernelHeight() == 3
                && conv.kernelWidth() == 3
                && conv.strideHeight() == 1
                && conv.strideWidth() == 1
                && pool.kernelHeight() == 2
                && pool.kernelWidth() == 2
                && pool.strideHeight() == 2
                && pool.strideWidth() == 2;
    }

    @Override
    public int parts(int images) {
        return images * out.height();
    }

    @Override
    public void run(Workspace workspace, int images, int part, Scratch scratch) {
        int image = part / out.height();
        int y = part % out.height();
        for (int block = 0; block < weights.blocks().length; block++) {
            kernels.convolvePlane(
                    workspace.buffer(in.buffer()),
                    in.at(image, 2 * y - conv.paddingHeight(), -conv.paddingWidth()),
                    in.lineStride(),
                    out.width(),
                    weights.blocks()[block],
                    rectify,
                    workspace.buffer(out.buffer()),
                    out.at(image, y, 0) + block * weights.width(),
                    out.stored());
        }
    }
}
