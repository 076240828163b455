package org.lisible.data.dataset;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

import org.lisible.image.GrayImage;

/**
 * What an image shows and where. If all four corners have the same level, that is paper, and what is shown is the
 * smallest box around the rest; otherwise it is the whole image, as with photographs and textured paper. Equal if the
 * images' pixels are.
 *
 * @param digest of the box's pixels and of the paper: equal glyphs in different places have the same
 * @param left the box's first column
 * @param top its first row
 * @param width of the image
 * @param height of the image
 */
record Glyph(String digest, int left, int top, int width, int height) {

    static Glyph of(GrayImage image) {
        int right = image.width() - 1;
        int bottom = image.height() - 1;
        int paper = image.at(0, 0);
        if (paper != image.at(right, 0) || paper != image.at(0, bottom) || paper != image.at(right, bottom)) {
            return of(image, 0, 0, image.width(), image.height(), -1);
        }
        int left = image.width();
        int top = -1;
        int endX = 0;
        int endY = 0;
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                if (image.at(x, y) != paper) {
                    left = Math.min(left, x);
                    endX = Math.max(endX, x + 1);
                    top = top < 0 ? y : top;
                    endY = y + 1;
                }
            }
        }
        return top < 0
                ? of(image, 0, 0, image.width(), image.height(), paper)
                : of(image, left, top, endX, endY, paper);
    }

    private static Glyph of(GrayImage image, int left, int top, int endX, int endY, int paper) {
        int width = endX - left;
        int height = endY - top;
        byte[] box = new byte[width * height];
        for (int y = 0; y < height; y++) {
            int row = (top + y) * image.width() + left;
            System.arraycopy(image.pixels(), row, box, y * width, width);
        }
        byte[] size = ByteBuffer.allocate(12).putInt(width).putInt(height).putInt(paper).array();
        // 128 bits tell all images apart; half the digest is half the memory.
        String digest = HexFormat.of().formatHex(Arrays.copyOf(Sha256.of(size, box), 16));
        return new Glyph(digest, left, top, image.width(), image.height());
    }
}
