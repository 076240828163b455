package org.lisible.engine.pure.plan;

/**
 * The numbers between the steps of one run, and what its threads need besides. Made once, used by one run at a time, never
 * cleared: each run overwrites what it reads, and borders stay zero.
 */
public final class Workspace {

    private final float[][] buffers;
    private final Scratch[] scratches;

    Workspace(int[] sizes, int[] scratchSizes, int threads) {
        buffers = new float[sizes.length][];
        for (int i = 0; i < sizes.length; i++) {
            buffers[i] = new float[sizes[i]];
        }
        scratches = new Scratch[threads];
        for (int i = 0; i < threads; i++) {
            scratches[i] = new Scratch(scratchSizes);
        }
    }

    float[] buffer(int index) {
        return buffers[index];
    }

    /** @param thread from 0 to before the number of threads that the workspace was made for */
    Scratch scratch(int thread) {
        return scratches[thread];
    }
}
