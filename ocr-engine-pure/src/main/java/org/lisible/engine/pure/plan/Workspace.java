package org.lisible.engine.pure.plan;

/**
 * The numbers between the steps of one run. Made once, used by one run at a time, never cleared: each run overwrites what
 * it reads, and borders stay zero.
 */
public final class Workspace {

    private final float[][] buffers;

    Workspace(int[] sizes) {
        buffers = new float[sizes.length][];
        for (int i = 0; i < sizes.length; i++) {
            buffers[i] = new float[sizes[i]];
        }
    }

    float[] buffer(int index) {
        return buffers[index];
    }
}
