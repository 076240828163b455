package org.lisible.data.image;

import static org.lisible.data.image.ImageFormat.TIFF;

import java.util.NoSuchElementException;

/** TIFF 6.0: the first picture of the file. */
final class TiffHeader {

    private static final int MOST_SAMPLES = 8;
    private static final int MOST_BITS = 64;

    private TiffHeader() {}

    static Header read(byte[] file, ImageLimits limits) {
        try {
            var directory = new TiffDirectory(file);
            long width = directory.first(TiffDirectory.WIDTH, 0);
            long height = directory.first(TiffDirectory.HEIGHT, 0);
            limits.checkSize(width, height);
            checkSamples(directory);
            checkTiles(directory, limits);
            checkData(directory, TiffDirectory.STRIP_OFFSETS, TiffDirectory.STRIP_BYTES, file.length);
            checkData(directory, TiffDirectory.TILE_OFFSETS, TiffDirectory.TILE_BYTES, file.length);
            Orientation orientation = Orientation.of(directory.first(TiffDirectory.ORIENTATION, 1));
            return Header.of(TIFF, (int) width, (int) height, orientation, file);
        } catch (ArithmeticException | NoSuchElementException e) {
            throw Header.corrupt(TIFF, "a tag of its directory is out of range (" + e.getMessage() + ")");
        }
    }

    private static void checkSamples(TiffDirectory directory) {
        long samples = directory.first(TiffDirectory.SAMPLES_PER_PIXEL, 1);
        if (samples > MOST_SAMPLES || directory.count(TiffDirectory.BITS_PER_SAMPLE) > MOST_SAMPLES) {
            throw Header.unsupported(TIFF, samples + " samples a pixel");
        }
        for (int i = 0; i < directory.count(TiffDirectory.BITS_PER_SAMPLE); i++) {
            if (directory.value(TiffDirectory.BITS_PER_SAMPLE, i) > MOST_BITS) {
                throw Header.unsupported(
                        TIFF, directory.value(TiffDirectory.BITS_PER_SAMPLE, i) + " bits a sample");
            }
        }
    }

    /** A tile is decoded as a whole, so that it must be as small as a picture. */
    private static void checkTiles(TiffDirectory directory, ImageLimits limits) {
        limits.checkSize(
                directory.first(TiffDirectory.TILE_WIDTH, 1), directory.first(TiffDirectory.TILE_HEIGHT, 1));
    }

    private static void checkData(TiffDirectory directory, int offsets, int sizes, int length) {
        long count = Math.min(directory.count(offsets), directory.count(sizes));
        for (int i = 0; i < count; i++) {
            if (directory.value(offsets, i) + directory.value(sizes, i) > length) {
                throw Header.truncated(TIFF);
            }
        }
    }
}
