package org.lisible.data.dataset;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

import org.lisible.OcrException;
import org.lisible.OcrException.Kind;

/**
 * An idx file of unsigned bytes, the format of the MNIST sets: the magic number {@code 00 00 08 d} for {@code d}
 * dimensions, their sizes as big-endian 32-bit numbers, then the values. Packed with gzip if the name ends in
 * {@code .gz}.
 *
 * @param path where it lies
 * @param shape {@code int[dimensions]}, each at least 1
 * @param values all of them in one array, the last dimension fastest
 */
record IdxFile(Path path, int[] shape, byte[] values) {

    /** The most values that are read: 1 GiB. */
    static final long LIMIT = 1L << 30;

    /** Deflate makes at most 1032 bytes of one. */
    private static final long HIGHEST_RATIO = 1032;

    private static final int UNSIGNED_BYTES = 0x0800;

    /**
     * Reads a whole file. Memory is taken only for what the file can hold.
     *
     * @throws OcrException of kind {@code INVALID} if it is not such a file, ends too early or goes on after its values
     */
    static IdxFile read(Path file, int dimensions) {
        try (InputStream in = open(file)) {
            byte[] header = in.readNBytes(Integer.BYTES * (1 + dimensions));
            if (header.length < Integer.BYTES * (1 + dimensions)) {
                throw bad(file, "it ends within its header", null);
            }
            ByteBuffer numbers = ByteBuffer.wrap(header);
            int magic = numbers.getInt();
            if (magic != (UNSIGNED_BYTES | dimensions)) {
                throw bad(file, "it begins with %08x, not with %08x, which says unsigned bytes in %d dimension%s"
                        .formatted(magic, UNSIGNED_BYTES | dimensions, dimensions, dimensions == 1 ? "" : "s"), null);
            }
            int[] shape = new int[dimensions];
            for (int i = 0; i < dimensions; i++) {
                shape[i] = numbers.getInt();
            }
            byte[] values = new byte[size(file, shape)];
            int count = in.readNBytes(values, 0, values.length);
            if (count < values.length) {
                throw truncated(file, values.length, null);
            }
            if (in.read() >= 0) {
                throw bad(file, "it goes on after the " + values.length + " values that its header announces", null);
            }
            return new IdxFile(file, shape, values);
        } catch (NoSuchFileException e) {
            throw new OcrException(Kind.INVALID, "missing-data", "there is no file " + file, e);
        } catch (EOFException e) {
            throw bad(file, "it is cut off", e);
        } catch (IOException e) {
            throw bad(file, e.getMessage(), e);
        }
    }

    private static InputStream open(Path file) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            return file.toString().endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw;
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    private static int size(Path file, int[] shape) throws IOException {
        long size = 1;
        for (int length : shape) {
            if (length < 1) {
                throw bad(file, "its header says " + Arrays.toString(shape) + " values: each number is to be 1 or more", null);
            }
            size = size > LIMIT ? size : size * length;
        }
        if (size > LIMIT) {
            throw bad(file, "its header says " + Arrays.toString(shape) + " values; the limit is " + LIMIT, null);
        }
        if (size > Files.size(file) * HIGHEST_RATIO) {
            throw truncated(file, size, null);
        }
        return (int) size;
    }

    private static OcrException truncated(Path file, long size, Exception cause) {
        return bad(file, "it ends before the " + size + " values that its header announces", cause);
    }

    static OcrException bad(Path file, String what, Exception cause) {
        return new OcrException(Kind.INVALID, "bad-idx-file", "the idx file " + file + ": " + what, cause);
    }
}
