package org.lisible.preprocess;

import org.lisible.image.GrayImage;

/**
 * How many pixels have each grey level.
 *
 * @param count {@code int[256]}
 * @param pixels their sum
 */
record Levels(int[] count, int pixels) {

    static Levels of(GrayImage image) {
        int[] count = new int[256];
        for (byte pixel : image.pixels()) {
            count[pixel & 0xff]++;
        }
        return new Levels(count, image.pixels().length);
    }

    /** Of the outermost ring of pixels, where paper shows and ink seldom does. */
    static Levels ofBorder(GrayImage image) {
        int[] count = new int[256];
        int ring = 0;
        for (int y = 0; y < image.height(); y++) {
            boolean wholeRow = y == 0 || y == image.height() - 1;
            int stride = wholeRow ? 1 : Math.max(image.width() - 1, 1);
            for (int x = 0; x < image.width(); x += stride) {
                count[image.at(x, y)]++;
                ring++;
            }
        }
        return new Levels(count, ring);
    }

    /** The median; of an even number, the lower middle one. */
    int median() {
        int level = 0;
        for (int seen = count[0]; seen < (pixels + 1) / 2; seen += count[level]) {
            level++;
        }
        return level;
    }

    int darkest() {
        int level = 0;
        while (count[level] == 0) {
            level++;
        }
        return level;
    }

    int lightest() {
        int level = 255;
        while (count[level] == 0) {
            level--;
        }
        return level;
    }

    /** Half-way between the darkest and the lightest pixel. */
    double middle() {
        return (darkest() + lightest()) / 2.0;
    }

    /** The share of the pixels that are lighter than a level. */
    double lighterThan(double level) {
        int lighter = 0;
        for (int i = 255; i > level; i--) {
            lighter += count[i];
        }
        return (double) lighter / pixels;
    }
}
