package org.lisible.engine.pure.plan;

/** One fused piece of the network with its packed weights. Immutable; shared by all runs. */
interface Step {

    /** Reads and writes buffers of the workspace, the parts of the first {@code images} images of the group. */
    void run(Workspace workspace, int images);
}
