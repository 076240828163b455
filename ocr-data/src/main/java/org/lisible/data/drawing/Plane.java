package org.lisible.data.drawing;

import static java.util.Objects.requireNonNull;

import org.lisible.image.GrayImage;

/**
 * A grey picture while it is being made: {@code float[height * width]}, row-major, 0 is black and 255 white. Belongs to
 * one thread; reading beside the edge gives the edge's pixel.
 *
 * @param width columns, at least 1
 * @param height rows, at least 1
 * @param levels the pixels; modified by whoever draws
 */
public record Plane(int width, int height, float[] levels) {

    public Plane {
        requireNonNull(levels, "levels is null");
        if (width < 1 || height < 1 || (long) width * height != levels.length) {
            throw new IllegalArgumentException(
                    "a plane of " + width + "x" + height + " cannot have " + levels.length + " pixels");
        }
    }

    public Plane(int width, int height) {
        this(width, height, new float[Math.multiplyExact(width, height)]);
    }

    /** A copy of an image's grey levels. */
    public static Plane of(GrayImage image) {
        Plane plane = new Plane(image.width(), image.height());
        byte[] pixels = image.pixels();
        for (int i = 0; i < pixels.length; i++) {
            plane.levels[i] = pixels[i] & 0xff;
        }
        return plane;
    }

    /** The grey level at a place between pixels, bilinear; pixel centres lie on whole numbers. */
    public float at(float x, float y) {
        return between(Math.clamp(x, 0, width - 1), Math.clamp(y, 0, height - 1));
    }

    /** The grey level at a place between pixels as {@link #at(float, float)} has it, or {@code outside} beside the edge. */
    public float at(float x, float y, float outside) {
        return x >= 0 && y >= 0 && x <= width - 1 && y <= height - 1 ? between(x, y) : outside;
    }

    private float between(float column, float row) {
        int left = (int) column;
        int top = (int) row;
        int right = Math.min(left + 1, width - 1);
        int below = Math.min(top + 1, height - 1) * width;
        float u = column - left;
        float v = row - top;
        top *= width;
        float upper = levels[top + left] + u * (levels[top + right] - levels[top + left]);
        float lower = levels[below + left] + u * (levels[below + right] - levels[below + left]);
        return upper + v * (lower - upper);
    }

    /** Covers a pixel with ink: {@code coverage} 0 leaves it, 1 makes it {@code ink}. */
    public void cover(int x, int y, float coverage, float ink) {
        int i = y * width + x;
        levels[i] += coverage * (ink - levels[i]);
    }

    /** The picture in 8 bits: rounded, what is out of range is cut off. */
    public GrayImage toImage() {
        byte[] pixels = new byte[levels.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (int) Math.clamp(levels[i] + 0.5f, 0, 255);
        }
        return new GrayImage(width, height, pixels);
    }
}
