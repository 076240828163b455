package org.lisible.data.image;

import static org.lisible.data.image.ImageFormat.BMP;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Windows and OS/2 bitmaps. */
final class BmpHeader {

    private static final int CORE_HEADER = 12;
    private static final int RLE8 = 1;
    private static final int RLE4 = 2;
    private static final int EMBEDDED_JPEG = 4;
    private static final int EMBEDDED_PNG = 5;

    private BmpHeader() {}

    static Header read(byte[] file, ImageLimits limits) {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        long data = Integer.toUnsignedLong(in.getInt(10));
        boolean core = in.getInt(14) == CORE_HEADER;
        int width = core ? Short.toUnsignedInt(in.getShort(18)) : in.getInt(18);
        // A negative height says that the rows run from the top.
        long height = core ? Short.toUnsignedInt(in.getShort(20)) : Math.abs((long) in.getInt(22));
        int bits = Short.toUnsignedInt(in.getShort(core ? 24 : 28));
        int compression = core ? 0 : in.getInt(30);
        limits.checkSize(width, height);
        if (compression == EMBEDDED_JPEG || compression == EMBEDDED_PNG) {
            throw Header.unsupported(BMP, "a JPEG or PNG inside");
        }
        if (bits > 32) {
            throw Header.unsupported(BMP, bits + " bits a pixel");
        }
        boolean packed = compression == RLE8 || compression == RLE4;
        long size = packed ? 1 : ((long) width * bits + 31) / 32 * 4 * height;
        if (data + size > file.length) {
            throw Header.truncated(BMP);
        }
        if (!core && in.getInt(14) >= 108) {
            checkProfile(in, file.length);
        }
        return Header.of(BMP, width, (int) height, Orientation.NORMAL, file);
    }

    /** Version 5 headers may point to a colour profile; it must lie inside the file. */
    private static void checkProfile(ByteBuffer in, int length) {
        if (in.getInt(14) >= 124) {
            long offset = Integer.toUnsignedLong(in.getInt(126));
            long size = Integer.toUnsignedLong(in.getInt(130));
            if (size != 0 && 14 + offset + size > length) {
                throw Header.truncated(BMP);
            }
        }
    }
}
