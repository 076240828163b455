package org.lisible.data.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * The first directory of a TIFF structure, which EXIF data is too: whole-number tags only (TIFF 6.0, section 2).
 * Reading past the end throws {@link IndexOutOfBoundsException}.
 */
final class TiffDirectory {

    static final int WIDTH = 256;
    static final int HEIGHT = 257;
    static final int BITS_PER_SAMPLE = 258;
    static final int PHOTOMETRIC = 262;
    static final int STRIP_OFFSETS = 273;
    static final int ORIENTATION = 274;
    static final int SAMPLES_PER_PIXEL = 277;
    static final int ROWS_PER_STRIP = 278;
    static final int STRIP_BYTES = 279;
    static final int PLANAR = 284;
    static final int PREDICTOR = 317;
    static final int TILE_WIDTH = 322;
    static final int TILE_HEIGHT = 323;
    static final int TILE_OFFSETS = 324;
    static final int TILE_BYTES = 325;

    private static final int BYTE = 1;
    private static final int SHORT = 3;
    private static final int LONG = 4;

    private final ByteBuffer data;
    private final Map<Integer, Integer> entries = new HashMap<>();
    private boolean repeated;

    /** @param data begins with the byte-order mark {@code II} or {@code MM} */
    TiffDirectory(byte[] data) {
        this.data = ByteBuffer.wrap(data).order(data[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int start = this.data.getInt(4);
        int count = Short.toUnsignedInt(this.data.getShort(start));
        for (int i = 0; i < count; i++) {
            int entry = Math.addExact(start + 2, 12 * i);
            repeated |= entries.putIfAbsent(Short.toUnsignedInt(this.data.getShort(entry)), entry) != null;
        }
    }

    /** The orientation that EXIF data names; damaged EXIF data never spoils the picture. */
    static Orientation orientation(byte[] exif) {
        try {
            return Orientation.of(new TiffDirectory(exif).first(ORIENTATION, 1));
        } catch (IndexOutOfBoundsException | ArithmeticException | NoSuchElementException _) {
            return Orientation.NORMAL;
        }
    }

    /** Whether a tag stands there twice, so that readers may disagree on its value. */
    boolean repeats() {
        return repeated;
    }

    /** The first value of a tag, unsigned; {@code otherwise} if there is none. */
    long first(int tag, long otherwise) {
        return count(tag) == 0 ? otherwise : value(tag, 0);
    }

    /** How many values a tag has; 0 if it is missing. */
    long count(int tag) {
        Integer entry = entries.get(tag);
        return entry == null ? 0 : Integer.toUnsignedLong(data.getInt(entry + 4));
    }

    /** A value of a tag, unsigned. */
    long value(int tag, int index) {
        int at = position(tag, index);
        int type = data.getShort(entries.get(tag) + 2);
        return switch (type) {
            case BYTE -> Byte.toUnsignedLong(data.get(at));
            case SHORT -> Short.toUnsignedLong(data.getShort(at));
            case LONG -> Integer.toUnsignedLong(data.getInt(at));
            default -> throw new NoSuchElementException("tag " + tag + " has type " + type);
        };
    }

    /** The structure with another value at one place. */
    byte[] with(int tag, int index, int value) {
        ByteBuffer copy = ByteBuffer.wrap(data.array().clone()).order(data.order());
        if (data.getShort(entries.get(tag) + 2) == SHORT) {
            copy.putShort(position(tag, index), (short) value);
        } else {
            copy.putInt(position(tag, index), value);
        }
        return copy.array();
    }

    private int position(int tag, int index) {
        int entry = entries.get(tag);
        int type = data.getShort(entry + 2);
        int size = type == BYTE ? 1 : type == SHORT ? 2 : 4;
        long start = count(tag) * size <= 4 ? entry + 8 : Integer.toUnsignedLong(data.getInt(entry + 8));
        return Math.toIntExact(start + (long) index * size);
    }
}
