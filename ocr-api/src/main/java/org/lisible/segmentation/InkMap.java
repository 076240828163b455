package org.lisible.segmentation;

import org.lisible.image.GrayImage;
import org.lisible.model.InputSpec;
import org.lisible.preprocess.Ink;

/**
 * How much ink is on each pixel of a picture, as the preprocessor tells ink from paper.
 *
 * @param width columns
 * @param height rows
 * @param levels {@code byte[height * width]}, unsigned, 0 is paper and 255 ink
 */
record InkMap(int width, int height, byte[] levels) {

    /** A pixel is drawn from half ink on. */
    private static final int DRAWN = 128;

    /** @throws org.lisible.OcrException of kind {@code UNPROCESSABLE}, code {@code empty-canvas} if too little is drawn */
    static InkMap of(GrayImage image, InputSpec spec) {
        byte[] stretched = Ink.of(image, spec).levels();
        byte[] levels = new byte[image.pixels().length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = stretched[image.pixels()[i] & 0xff];
        }
        return new InkMap(image.width(), image.height(), levels);
    }

    int at(int x, int y) {
        return levels[y * width + x] & 0xff;
    }

    boolean isDrawn(int x, int y) {
        return at(x, y) >= DRAWN;
    }
}
