package org.lisible.engine.pure.plan;

import org.lisible.engine.pure.kernels.Kernels;

/** ReLU that no product could take in, in place on the whole buffer: a border of zeros stays one. */
record ReluStep(Kernels kernels, int buffer) implements Step {

    @Override
    public void run(Workspace workspace) {
        float[] values = workspace.buffer(buffer);
        kernels.rectify(values, 0, values.length);
    }
}
