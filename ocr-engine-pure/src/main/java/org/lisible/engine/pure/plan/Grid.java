package org.lisible.engine.pure.plan;

/**
 * A picture, {@code [height][width][stored]} with the channels innermost and a border of zeros around it, wide enough for
 * the padding of the convolution that reads it. The border is never written to.
 *
 * @param buffer the buffer's index
 * @param channels real channels; those from there to {@code stored} are zero
 * @param stored channels as stored
 * @param borderHeight lines of zeros above and below
 * @param borderWidth pixels of zeros left and right
 * @param overhangHeight further lines of zeros below, for a reader that works in tiles
 * @param overhangWidth further pixels of zeros on the right
 */
record Grid(
        int buffer,
        int channels,
        int stored,
        int height,
        int width,
        int borderHeight,
        int borderWidth,
        int overhangHeight,
        int overhangWidth)
        implements Value {

    /** Where a pixel's channels start; negative coordinates reach into the border. */
    int at(int y, int x) {
        return (y + borderHeight) * lineStride() + (x + borderWidth) * stored;
    }

    int lineStride() {
        return (width + 2 * borderWidth + overhangWidth) * stored;
    }

    /** Values in the whole buffer. */
    int size() {
        return Math.multiplyExact(height + 2 * borderHeight + overhangHeight, lineStride());
    }
}
