package org.lisible.data.image;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import org.lisible.image.GrayImage;

/**
 * The usual kinds of PNG straight to grey levels, a row at a time: eight bits a sample, not interlaced, neither palette nor a
 * transparent colour (W3C Recommendation, third edition, sections 9 and 10). ImageIO, which reads all others, makes a picture
 * of each file first and takes twice the time for a small one. For one thread.
 */
final class PngLevels {

    private static final int IHDR_BODY = 16;
    private static final int IHDR_END = 33;
    private static final int IDAT = 0x49444154;

    private final ByteBuffer file;
    private final Inflater inflater;

    private PngLevels(ByteBuffer file, Inflater inflater) {
        this.file = file;
        this.inflater = inflater;
    }

    /**
     * @param file as {@link PngHeader} leaves it: whole chunks with right checksums. Not modified.
     * @return empty for a file of another kind, and for a damaged one, of which ImageIO knows more
     */
    static Optional<GrayImage> of(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file);
        int width = in.getInt(IHDR_BODY);
        int height = in.getInt(IHDR_BODY + 4);
        Optional<GrayLevels.Samples> samples = samples(in);
        if (samples.isEmpty()) {
            return Optional.empty();
        }
        try (Inflater inflater = new Inflater()) {
            return new PngLevels(in.position(IHDR_END), inflater).read(width, height, samples.get());
        } catch (DataFormatException _) {
            return Optional.empty();
        }
    }

    /** What the colour type means, if depth, compression, filter and interlace are the usual ones. */
    private static Optional<GrayLevels.Samples> samples(ByteBuffer in) {
        boolean usual = in.get(IHDR_BODY + 8) == 8 && in.get(IHDR_BODY + 10) == 0 && in.getShort(IHDR_BODY + 11) == 0;
        return switch (usual ? in.get(IHDR_BODY + 9) : -1) {
            case 0 -> Optional.of(GrayLevels.Samples.GREY);
            case 2 -> Optional.of(GrayLevels.Samples.RGB);
            case 4 -> Optional.of(GrayLevels.Samples.GREY_ALPHA);
            case 6 -> Optional.of(GrayLevels.Samples.RGB_ALPHA);
            default -> Optional.empty();
        };
    }

    private Optional<GrayImage> read(int width, int height, GrayLevels.Samples samples) throws DataFormatException {
        int bands = samples.bands();
        // Before the row stand as many zeros as a pixel has bytes, for the filters; the last of them is first the filter's type.
        byte[] row = new byte[bands + width * bands];
        byte[] above = new byte[row.length];
        byte[] levels = new byte[width * height];
        for (int y = 0; y < height; y++) {
            if (!inflate(row, bands - 1)) {
                return Optional.empty();
            }
            int filter = row[bands - 1];
            row[bands - 1] = 0;
            if (!unfilter(filter, row, above, bands)) {
                return Optional.empty();
            }
            GrayLevels.row(samples, row, bands, levels, y * width, width);
            byte[] swapped = above;
            above = row;
            row = swapped;
        }
        boolean more = inflate(new byte[1], 0);
        return inflater.finished() && !more ? Optional.of(new GrayImage(width, height, levels)) : Optional.empty();
    }

    /** Fills an array from an index on; false if the file has no more. */
    private boolean inflate(byte[] target, int from) throws DataFormatException {
        int at = from;
        while (at < target.length && !inflater.finished()) {
            if (inflater.needsInput() && !nextData()) {
                return false;
            }
            at += inflater.inflate(target, at, target.length - at);
            if (inflater.needsDictionary()) {
                return false;
            }
        }
        return at == target.length;
    }

    /** Goes on with the next chunk; false if that is none of data. */
    private boolean nextData() {
        int length = file.getInt();
        if (file.getInt() != IDAT) {
            return false;
        }
        inflater.setInput(file.array(), file.position(), length);
        file.position(file.position() + length + 4);
        return true;
    }

    /** Puts back what the filter took away from each byte: what it foretold by its neighbours. False if there is no such filter. */
    private static boolean unfilter(int filter, byte[] row, byte[] above, int bands) {
        switch (filter) {
            case 0 -> {}
            case 1 -> {
                for (int i = bands; i < row.length; i++) {
                    row[i] += row[i - bands];
                }
            }
            case 2 -> {
                for (int i = bands; i < row.length; i++) {
                    row[i] += above[i];
                }
            }
            case 3 -> {
                for (int i = bands; i < row.length; i++) {
                    row[i] += (byte) ((row[i - bands] & 0xff) + (above[i] & 0xff) >> 1);
                }
            }
            case 4 -> {
                for (int i = bands; i < row.length; i++) {
                    row[i] += (byte) paeth(row[i - bands] & 0xff, above[i] & 0xff, above[i - bands] & 0xff);
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Of the left, the upper and the upper left neighbour the one that is next to {@code left + up - upLeft}. */
    private static int paeth(int left, int up, int upLeft) {
        int toLeft = Math.abs(up - upLeft);
        int toUp = Math.abs(left - upLeft);
        int toUpLeft = Math.abs(left + up - 2 * upLeft);
        if (toLeft <= toUp && toLeft <= toUpLeft) {
            return left;
        }
        return toUp <= toUpLeft ? up : upLeft;
    }
}
