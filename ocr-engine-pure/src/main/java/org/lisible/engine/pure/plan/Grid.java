package org.lisible.engine.pure.plan;

/**
 * The pictures of a group, {@code [image][height][width][stored]} with the channels innermost, each with a margin of zeros
 * around it that suits what reads it. The margin is never written to.
 *
 * @param buffer the buffer's index
 * @param channels real channels; those from there to {@code stored} are zero
 * @param stored channels as stored
 */
record Grid(int buffer, int channels, int stored, int height, int width, Margin margin) implements Value {

    /** Where a pixel's channels start; coordinates outside of the picture reach into the margin. */
    int at(int image, int y, int x) {
        return image * size() + (y + margin.top()) * lineStride() + (x + margin.left()) * stored;
    }

    int lineStride() {
        return (margin.left() + width + margin.right()) * stored;
    }

    /** Values of one picture with its margin. */
    int size() {
        return Math.multiplyExact(margin.top() + height + margin.bottom(), lineStride());
    }
}
