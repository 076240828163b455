package org.lisible.engine.pure.plan;

import org.lisible.engine.pure.kernels.Kernels;

/** The end of a residual block: what its two branches put out, added, with the ReLU if one follows. */
record SumStep(Kernels kernels, Grid body, Grid shortcut, Grid out, boolean rectify) implements Step {

    @Override
    public void run(Workspace workspace, int images, int part, Scratch scratch) {
        for (int image = 0; image < images; image++) {
            for (int y = 0; y < out.height(); y++) {
                kernels.add(
                        workspace.buffer(body.buffer()),
                        body.at(image, y, 0),
                        workspace.buffer(shortcut.buffer()),
                        shortcut.at(image, y, 0),
                        out.width() * out.stored(),
                        rectify,
                        workspace.buffer(out.buffer()),
                        out.at(image, y, 0));
            }
        }
    }
}
