package org.lisible.engine.pure.plan;

import org.lisible.engine.pure.kernels.Kernels;
import org.lisible.engine.pure.kernels.Window;

/** Pooling on its own: where no convolution is right before it, or where windows overlap vertically. */
record PoolStep(Kernels kernels, Window window, int strideHeight, Grid in, Grid out) implements Step {

    @Override
    public void run(Workspace workspace) {
        for (int y = 0; y < out.height(); y++) {
            kernels.maxPool(
                    workspace.buffer(in.buffer()),
                    in.at(y * strideHeight, 0),
                    in.lineStride(),
                    window,
                    in.stored(),
                    out.width(),
                    workspace.buffer(out.buffer()),
                    out.at(y, 0));
        }
    }
}
