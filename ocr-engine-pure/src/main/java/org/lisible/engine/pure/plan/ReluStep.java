package org.lisible.engine.pure.plan;

import org.lisible.engine.pure.kernels.Kernels;

/** ReLU that no product could take in, in place: a margin of zeros stays one. @param size values of one image */
record ReluStep(Kernels kernels, int buffer, int size) implements Step {

    @Override
    public void run(Workspace workspace, int images, int part, Scratch scratch) {
        kernels.rectify(workspace.buffer(buffer), 0, images * size);
    }
}
