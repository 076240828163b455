package org.lisible.engine.pure.plan;

/**
 * The way from steps that have few images at once to steps that have many: rows are copied together.
 *
 * @param steps how many steps are before it
 * @param images how many images those have at once
 * @param from rows of those images
 * @param to rows of all images, each in one piece
 */
record Gathering(int steps, int images, Sequence from, Sequence to) {

    /** @param first the first of {@code count} images among all */
    void run(Workspace workspace, int first, int count) {
        float[] values = workspace.buffer(from.buffer());
        float[] out = workspace.buffer(to.buffer());
        for (int row = 0; row < count * from.steps(); row++) {
            int at = to.starts()[first * from.steps() + row];
            for (int segment = 0; segment < from.segments(); segment++) {
                int start = from.starts()[row] + segment * from.segmentStride();
                System.arraycopy(values, start, out, at + segment * from.segmentLength(), from.segmentLength());
            }
        }
    }
}
