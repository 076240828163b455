package org.lisible.segmentation;

/**
 * A rectangle of pixels.
 *
 * @param x its first column
 * @param y its first row
 * @param width columns, at least 1
 * @param height rows, at least 1
 */
public record Box(int x, int y, int width, int height) {

    public Box {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a box of " + width + "x" + height + " holds nothing");
        }
    }

    /** The column after the last. */
    public int right() {
        return x + width;
    }

    /** The row after the last. */
    public int bottom() {
        return y + height;
    }

    double centreX() {
        return x + width / 2.0;
    }

    double centreY() {
        return y + height / 2.0;
    }

    int largerSide() {
        return Math.max(width, height);
    }

    Box union(Box other) {
        int left = Math.min(x, other.x);
        int top = Math.min(y, other.y);
        return new Box(left, top, Math.max(right(), other.right()) - left, Math.max(bottom(), other.bottom()) - top);
    }

    /** The part of it that lies inside a picture. */
    Box within(int pictureWidth, int pictureHeight) {
        int left = Math.clamp(x, 0, pictureWidth - 1);
        int top = Math.clamp(y, 0, pictureHeight - 1);
        return new Box(left, top, Math.clamp(right(), left + 1, pictureWidth) - left, Math.clamp(bottom(), top + 1, pictureHeight) - top);
    }
}
