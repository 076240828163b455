package org.lisible.engine.pure.kernels;

/**
 * A pooling window.
 *
 * @param height lines
 * @param width pixels of a line
 * @param stride pixels from a window to the next one on its line
 */
public record Window(int height, int width, int stride) {

    /** Each pixel is a window of its own: pooling is a copy. */
    public static final Window PIXEL = new Window(1, 1, 1);
}
