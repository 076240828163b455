package org.lisible.engine.pure.plan;

import java.util.Arrays;

import org.lisible.engine.pure.kernels.Kernels;
import org.lisible.engine.pure.kernels.PackedMatrix;

/** A linear layer over all steps at once, with its ReLU if one follows. */
record LinearStep(Kernels kernels, PackedMatrix weights, Sequence in, Sequence out, boolean rectify) implements Step {

    @Override
    public void run(Workspace workspace) {
        kernels.multiply(
                workspace.buffer(in.buffer()),
                0,
                in.rows(),
                in.steps(),
                weights,
                rectify,
                workspace.buffer(out.buffer()),
                0,
                out.rows().rowStride());
    }

    /** Packs {@code weight [out][in]} for rows whose features lie at {@code in}'s places. */
    static PackedMatrix pack(Kernels kernels, Sequence in, int outs, float[] weight, float[] bias) {
        int columns = Kernels.blocked(outs);
        float[] matrix = new float[in.rows().depth() * columns];
        for (int o = 0; o < outs; o++) {
            for (int feature = 0; feature < in.features(); feature++) {
                matrix[in.places()[feature] * columns + o] = weight[o * in.features() + feature];
            }
        }
        return kernels.pack(matrix, Arrays.copyOf(bias, columns), in.rows().depth(), columns);
    }
}
