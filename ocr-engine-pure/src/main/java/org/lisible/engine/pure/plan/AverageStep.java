package org.lisible.engine.pure.plan;

import org.lisible.engine.pure.kernels.Kernels;

/** Global average pooling: a picture becomes the mean of its pixels. */
record AverageStep(Kernels kernels, Grid in, Sequence out) implements Step {

    @Override
    public void run(Workspace workspace, int images, int part, Scratch scratch) {
        for (int image = 0; image < images; image++) {
            kernels.average(
                    workspace.buffer(in.buffer()),
                    in.at(image, 0, 0),
                    in.lineStride(),
                    in.height(),
                    in.width(),
                    in.stored(),
                    workspace.buffer(out.buffer()),
                    out.starts()[image]);
        }
    }
}
