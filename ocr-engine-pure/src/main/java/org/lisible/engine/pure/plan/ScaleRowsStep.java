package org.lisible.engine.pure.plan;

import org.lisible.engine.pure.kernels.Kernels;

/**
 * Batch normalisation that no linear layer could take in, in place.
 *
 * @param scale {@code [segments][segmentLength]}, as a row lies; zero where no feature is
 * @param shift likewise
 */
record ScaleRowsStep(Kernels kernels, Sequence sequence, float[][] scale, float[][] shift) implements Step {

    /** @param values {@code [features]} */
    static float[][] stored(Sequence sequence, double[] values) {
        float[][] stored = new float[sequence.segments()][sequence.segmentLength()];
        for (int feature = 0; feature < values.length; feature++) {
            int place = sequence.places()[feature];
            stored[place / sequence.segmentLength()][place % sequence.segmentLength()] = (float) values[feature];
        }
        return stored;
    }

    @Override
    public void run(Workspace workspace, int images, int part, Scratch scratch) {
        float[] values = workspace.buffer(sequence.buffer());
        for (int row = 0; row < images * sequence.steps(); row++) {
            for (int segment = 0; segment < sequence.segments(); segment++) {
                int start = sequence.starts()[row] + segment * sequence.segmentStride();
                kernels.scale(values, start, 1, sequence.segmentLength(), scale[segment], shift[segment]);
            }
        }
    }
}
