package org.lisible.engine.pure.plan;

/** Numbers that do not outlive a part of a step: one for each thread of a run, the same for all steps. */
final class Scratch {

    /** For tiles before their products, or lines before they are pooled. */
    static final int INPUTS = 0;
    /** For products. */
    static final int PRODUCTS = 1;
    /** For what a kernel needs besides. */
    static final int SMALL = 2;

    static final int KINDS = 3;

    private final float[][] arrays;

    /** @param sizes for each kind the most that a step needs */
    Scratch(int[] sizes) {
        arrays = new float[sizes.length][];
        for (int i = 0; i < sizes.length; i++) {
            arrays[i] = new float[sizes[i]];
        }
    }

    float[] array(int kind) {
        return arrays[kind];
    }
}
