package org.lisible.data.image;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;

/**
 * Undoes TIFF's horizontal differencing of 16-bit samples (TIFF 6.0, section 14), which the JDK's decoder knows for 8 bits
 * only: each sample is stored as its difference, modulo 2^16, from the one of the same band to its left.
 */
final class Differences {

    private Differences() {}

    /**
     * @param image holds differences. Modified: holds samples afterwards.
     * @return the same picture
     */
    static BufferedImage undo(BufferedImage image) {
        WritableRaster raster = image.getRaster();
        int bands = raster.getNumBands();
        int[] row = new int[raster.getWidth() * bands];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(0, y, raster.getWidth(), 1, row);
            for (int i = bands; i < row.length; i++) {
                row[i] = row[i] + row[i - bands] & 0xffff;
            }
            raster.setPixels(0, y, raster.getWidth(), 1, row);
        }
        return image;
    }
}
