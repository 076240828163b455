package org.lisible.preprocess;

import org.lisible.OcrException;
import org.lisible.image.GrayImage;
import org.lisible.model.InputSpec;
import org.lisible.model.InputSpec.Polarity;

/**
 * What is drawn on an image: which grey levels are paper and ink, and the smallest rectangle around the drawn pixels.
 *
 * @param levels {@code byte[256]}, each grey level stretched so that paper is 0 and ink 255
 * @param left the first column with a drawn pixel
 * @param top the first row with one
 * @param right the column after the last
 * @param bottom the row after the last
 */
public record Ink(byte[] levels, int left, int top, int right, int bottom) {

    /** Paper whose lightest and darkest levels differ by less has nothing on it but noise. */
    private static final int LEAST_CONTRAST = 32;

    /** From this area on (280x280, a usual canvas) the minimum counts in full. */
    private static final double FULL_AREA = 280 * 280;

    /**
     * Paper is the border's median; ink is the level that the lightest tenth of what Otsu's threshold (1979) parts from the
     * paper reaches. Drawn is what is nearer to ink than to paper.
     *
     * @param image not modified
     * @throws OcrException of kind {@code UNPROCESSABLE}, code {@code empty-canvas}, if too little is drawn
     */
    public static Ink of(GrayImage image, InputSpec spec) {
        byte[] levels = levels(image, spec.polarity());
        int left = image.width();
        int right = 0;
        int top = image.height();
        int bottom = 0;
        int drawn = 0;
        byte[] pixels = image.pixels();
        for (int y = 0, at = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                if (levels[pixels[at++] & 0xff] < 0) { // 128 or more
                    drawn++;
                    left = Math.min(left, x);
                    right = Math.max(right, x + 1);
                    top = Math.min(top, y);
                    bottom = y + 1;
                }
            }
        }
        int minimum = minimum(image, spec.glyph().minimum());
        if (drawn < minimum) {
            throw new OcrException(
                    OcrException.Kind.UNPROCESSABLE,
                    "empty-canvas",
                    "nothing is drawn on this image of " + image.width() + "x" + image.height() + ": " + drawn
                            + " pixels stand out from the paper, at least " + minimum + " have to");
        }
        return new Ink(levels, left, top, right, bottom);
    }

    private static int minimum(GrayImage image, int full) {
        double share = Math.min(1, image.pixels().length / FULL_AREA);
        return Math.max(2, (int) Math.round(full * share));
    }

    /** All zeros if nothing stands out. */
    private static byte[] levels(GrayImage image, Polarity polarity) {
        Levels found = Levels.of(image);
        boolean turned = Polarities.turns(image, polarity, found);
        int border = Levels.ofBorder(image).median();
        int paper = border;
        if (turned ? border < found.middle() : border > found.middle()) {
            paper = turned ? found.lightest() : found.darkest(); // ink all along the border
        }
        int[] away = new int[256]; // how many pixels are how far from the paper, on the ink's side
        for (int level = found.darkest(); level <= found.lightest(); level++) {
            away[Math.max(0, turned ? paper - level : level - paper)] += found.count()[level];
        }
        int ink = ink(away, image.pixels().length);
        byte[] levels = new byte[256];
        if (ink >= LEAST_CONTRAST) {
            for (int level = 0; level < 256; level++) {
                int distance = turned ? paper - level : level - paper;
                levels[level] = (byte) Math.clamp((distance * 255 + ink / 2) / ink, 0, 255);
            }
        }
        return levels;
    }

    /** The distance that the farthest tenth of the pixels above Otsu's threshold have. */
    private static int ink(int[] away, int pixels) {
        int threshold = otsu(away, pixels);
        int above = 0;
        for (int distance = threshold + 1; distance < 256; distance++) {
            above += away[distance];
        }
        int ink = 255;
        for (int seen = away[255]; ink > 0 && seen * 10L < above; seen += away[ink]) {
            ink--;
        }
        return above == 0 ? 0 : ink;
    }

    /** The last value of the lower class when the two classes' means are farthest apart for their sizes. */
    private static int otsu(int[] count, int pixels) {
        double total = 0;
        for (int value = 1; value < 256; value++) {
            total += (double) value * count[value];
        }
        int best = 0;
        double most = -1;
        double below = 0;
        double sum = 0;
        for (int value = 0; value < 255 && below < pixels; value++) {
            below += count[value];
            sum += (double) value * count[value];
            double gap = total * below - sum * pixels;
            double between = below == 0 || below == pixels ? 0 : gap * gap / (below * (pixels - below));
            if (between > most) {
                most = between;
                best = value;
            }
        }
        return best;
    }
}
