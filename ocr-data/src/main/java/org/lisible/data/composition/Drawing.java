package org.lisible.data.composition;

import org.lisible.OcrException;
import org.lisible.OcrException.Kind;
import org.lisible.image.GrayImage;

/** A labelled character as light ink on dark paper, without the paper around it. */
final class Drawing {

    private static final int FAINTEST = 60;

    private Drawing() {}

    /** @throws OcrException of kind {@code UNPROCESSABLE}, code {@code empty-canvas} if nothing is drawn */
    static GrayImage cut(GrayImage image) {
        boolean darkInk = image.at(0, 0) > 127;
        int left = image.width();
        int top = image.height();
        int right = -1;
        int bottom = -1;
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                if (level(image, x, y, darkInk) >= FAINTEST) {
                    left = Math.min(left, x);
                    right = Math.max(right, x);
                    top = Math.min(top, y);
                    bottom = y;
                }
            }
        }
        if (right < 0) {
            throw new OcrException(Kind.UNPROCESSABLE, "empty-canvas", "a labelled character shows no ink");
        }
        int width = right + 1 - left;
        byte[] box = new byte[width * (bottom + 1 - top)];
        for (int i = 0; i < box.length; i++) {
            box[i] = (byte) level(image, left + i % width, top + i / width, darkInk);
        }
        return new GrayImage(width, bottom + 1 - top, box);
    }

    private static int level(GrayImage image, int x, int y, boolean darkInk) {
        return darkInk ? 255 - image.at(x, y) : image.at(x, y);
    }
}
