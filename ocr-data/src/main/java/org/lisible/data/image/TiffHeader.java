package org.lisible.data.image;

import static org.lisible.data.image.ImageFormat.TIFF;

import java.util.NoSuchElementException;

/** TIFF 6.0: the first picture of the file. */
final class TiffHeader {

    /** For each pixel: four samples of 16 bits. */
    private static final int MOST_BITS = 64;

    private static final int HORIZONTAL = 2;
    private static final int BLACK_IS_ZERO = 1;
    private static final int RGB = 2;

    private TiffHeader() {}

    static Header read(byte[] file, ImageLimits limits) {
        try {
            var directory = new TiffDirectory(file);
            long width = directory.first(TiffDirectory.WIDTH, 0);
            long height = directory.first(TiffDirectory.HEIGHT, 0);
            limits.checkSize(width, height);
            if (directory.repeats()) {
                throw Header.corrupt(TIFF, "its directory has a tag twice");
            }
            checkSamples(directory);
            checkTiles(directory, limits);
            checkData(directory, TiffDirectory.STRIP_OFFSETS, TiffDirectory.STRIP_BYTES, file.length);
            checkData(directory, TiffDirectory.TILE_OFFSETS, TiffDirectory.TILE_BYTES, file.length);
            Orientation orientation = Orientation.of(directory.first(TiffDirectory.ORIENTATION, 1));
            byte[] clipped = clipStrips(directory, height, file);
            return differenced(directory)
                    ? Header.differenced(
                            TIFF,
                            (int) width,
                            (int) height,
                            orientation,
                            new TiffDirectory(clipped).with(TiffDirectory.PREDICTOR, 0, 1))
                    : Header.of(TIFF, (int) width, (int) height, orientation, clipped);
        } catch (ArithmeticException | NoSuchElementException e) {
            throw Header.corrupt(TIFF, "a tag of its directory is out of range (" + e.getMessage() + ")");
        }
    }

    private static void checkSamples(TiffDirectory directory) {
        long sizes = directory.count(TiffDirectory.BITS_PER_SAMPLE);
        long samples = Math.max(sizes, directory.first(TiffDirectory.SAMPLES_PER_PIXEL, 1));
        long bits = 1;
        for (int i = 0; i < Math.min(sizes, MOST_BITS); i++) {
            bits = Math.max(bits, directory.value(TiffDirectory.BITS_PER_SAMPLE, i));
        }
        boolean usual = bits <= 16 || bits == 32;
        if (!usual || samples > MOST_BITS || samples * bits > MOST_BITS) {
            throw Header.unsupported(TIFF, samples + " samples of " + bits + " bits for each pixel");
        }
    }

    /** Whether the samples are differences of 16 bits, lying as {@link Differences} can undo and the JDK cannot. */
    private static boolean differenced(TiffDirectory directory) {
        long photometric = directory.first(TiffDirectory.PHOTOMETRIC, BLACK_IS_ZERO);
        return directory.first(TiffDirectory.PREDICTOR, 1) == HORIZONTAL
                && directory.first(TiffDirectory.BITS_PER_SAMPLE, 1) == 16
                && directory.first(TiffDirectory.PLANAR, 1) == 1
                && directory.count(TiffDirectory.TILE_WIDTH) == 0
                && (photometric == BLACK_IS_ZERO || photometric == RGB);
    }

    /** The JDK allocates whole strips, so that one strip for more rows than there are must not be believed. */
    private static byte[] clipStrips(TiffDirectory directory, long height, byte[] file) {
        boolean higher = directory.first(TiffDirectory.ROWS_PER_STRIP, height) > height;
        return higher ? directory.with(TiffDirectory.ROWS_PER_STRIP, 0, (int) height) : file;
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
