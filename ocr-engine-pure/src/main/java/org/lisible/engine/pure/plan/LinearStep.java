package org.lisible.engine.pure.plan;

import org.lisible.engine.pure.kernels.Kernels;
import org.lisible.engine.pure.kernels.Rows;

/**
 * A linear layer over all steps of all images at once, with its batch normalisation in the weights and its ReLU. A part is a
 * block of columns, so that each weight is read by one thread.
 */
record LinearStep(Kernels kernels, SplitMatrix weights, Sequence in, Sequence out, Rows rows, boolean rectify)
        implements Step {

    @Override
    public int parts(int images) {
        return weights.blocks().length;
    }

    @Override
    public void run(Workspace workspace, int images, int part, Scratch scratch) {
        float[] from = workspace.buffer(in.buffer());
        float[] to = workspace.buffer(out.buffer());
        weights.multiply(kernels, part, from, rows, 0, images * in.steps(), rectify, to);
    }

    /** Packs {@code weight [out][in]} for rows whose features lie at {@code in}'s places. */
    static SplitMatrix pack(Kernels kernels, Sequence in, float[] weight, Affine affine) {
        int outs = affine.scale().length;
        int columns = Kernels.blocked(outs);
        float[] matrix = new float[Math.multiplyExact(in.depth(), columns)];
        for (int o = 0; o < outs; o++) {
            for (int feature = 0; feature < in.features(); feature++) {
                matrix[in.places()[feature] * columns + o] =
                        (float) (weight[o * in.features() + feature] * affine.scale()[o]);
            }
        }
        return SplitMatrix.pack(kernels, matrix, Affine.stored(affine.shift(), columns), in.depth(), columns);
    }
}
