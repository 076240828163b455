package org.lisible.preprocess;

import org.lisible.image.GrayImage;

/** The outermost ring of pixels, where paper shows and ink seldom does. */
final class Borders {

    private Borders() {}

    /** The median grey level of the outermost rows and columns; of an even number, the lower middle one. */
    static int median(GrayImage image) {
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
        int level = 0;
        for (int seen = count[0]; seen < (ring + 1) / 2; seen += count[level]) {
            level++;
        }
        return level;
    }
}
