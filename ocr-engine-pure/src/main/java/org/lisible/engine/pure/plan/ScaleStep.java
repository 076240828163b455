package org.lisible.engine.pure.plan;

import org.lisible.engine.pure.kernels.Kernels;

/** Batch normalisation that no convolution could take in, in place. The margin stays zero. */
record ScaleStep(Kernels kernels, Grid grid, float[] scale, float[] shift) implements Step {

    @Override
    public void run(Workspace workspace, int images, int part, Scratch scratch) {
        float[] values = workspace.buffer(grid.buffer());
        for (int image = 0; image < images; image++) {
            for (int y = 0; y < grid.height(); y++) {
                kernels.scale(values, grid.at(image, y, 0), grid.width(), grid.stored(), scale, shift);
            }
        }
    }
}
