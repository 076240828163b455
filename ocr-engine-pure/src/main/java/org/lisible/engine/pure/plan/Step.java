package org.lisible.engine.pure.plan;

/** One fused piece of the network with its packed weights. Immutable; shared by all runs. */
interface Step {

    /** Parts that may run side by side and in any order, at least 1: no two of them write to the same place. */
    default int parts(int images) {
        return 1;
    }

    /**
     * Runs one part. Reads and writes buffers of the workspace, the parts of the first {@code images} images of the group.
     *
     * @param part from 0 to before {@link #parts}
     * @param scratch of the thread that runs it
     */
    void run(Workspace workspace, int images, int part, Scratch scratch);
}
