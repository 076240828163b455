package org.lisible.engine.pure.plan;

/** One fused piece of the network with its packed weights. Immutable; shared by all runs. */
interface Step {

    /** Reads and writes buffers of the workspace. */
    void run(Workspace workspace);
}
