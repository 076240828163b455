package org.lisible.data.image;

import static org.lisible.data.image.ImageFormat.WEBP;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * WebP (RFC 9649). The still image, or the first frame of an animation, is put into a new file without colour profile
 * and metadata; the sizes in the outer and in the inner header are both held to the limits.
 */
final class WebpHeader {

    private static final int VP8 = fourCc("VP8 ");
    private static final int VP8L = fourCc("VP8L");
    private static final int VP8X = fourCc("VP8X");
    private static final int ALPH = fourCc("ALPH");
    private static final int ANMF = fourCc("ANMF");
    private static final int EXIF = fourCc("EXIF");
    private static final int ALPHA_FLAG = 0x10;
    private static final int CHUNK_HEADER = 8;
    private static final int FRAME_HEADER = 16;

    private final ByteBuffer in;
    private final ImageLimits limits;
    private final ByteArrayOutputStream image = new ByteArrayOutputStream();
    private Orientation orientation = Orientation.NORMAL;
    private int canvasWidth;
    private int canvasHeight;
    private int left;
    private int top;
    private int width;
    private int height;
    private boolean alpha;

    private WebpHeader(byte[] file, ImageLimits limits) {
        this.in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        this.limits = limits;
    }

    static Header read(byte[] file, ImageLimits limits) {
        return new WebpHeader(file, limits).read();
    }

    private Header read() {
        long end = CHUNK_HEADER + Integer.toUnsignedLong(in.getInt(4));
        if (end > in.limit()) {
            throw Header.truncated(WEBP);
        }
        chunks(12, (int) end);
        if (width == 0) {
            throw Header.corrupt(WEBP, "it has no image");
        }
        if (canvasWidth == 0) {
            canvasWidth = width;
            canvasHeight = height;
        }
        if (left + width > canvasWidth || top + height > canvasHeight) {
            throw Header.corrupt(WEBP, "its frame is larger than its canvas");
        }
        return new Header(
                WEBP, canvasWidth, canvasHeight, left, top, orientation, Header.Colour.OTHER, false, stillFile());
    }

    private void chunks(int start, int end) {
        int at = start;
        while (at + CHUNK_HEADER <= end) {
            int type = in.getInt(at);
            long size = Integer.toUnsignedLong(in.getInt(at + 4));
            int body = at + CHUNK_HEADER;
            if (body + size > end) {
                throw Header.truncated(WEBP);
            }
            chunk(type, body, (int) size);
            at = (int) Math.min(end, body + size + size % 2);
        }
    }

    private void chunk(int type, int body, int size) {
        if (type == VP8X) {
            canvasWidth = 1 + int24(body + 4);
            canvasHeight = 1 + int24(body + 7);
            limits.checkSize(canvasWidth, canvasHeight);
        } else if (type == EXIF) {
            int skip = in.getInt(body) == fourCc("Exif") ? 6 : 0;
            orientation = TiffDirectory.orientation(Arrays.copyOfRange(in.array(), body + skip, body + size));
        } else if (width != 0) {
            return;
        } else if (type == ANMF) {
            left = 2 * int24(body);
            top = 2 * int24(body + 3);
            chunks(body + FRAME_HEADER, body + size);
        } else if (type == ALPH) {
            alpha = true;
            keep(body, size);
        } else if (type == VP8) {
            frame(in.getShort(body + 6) & 0x3fff, in.getShort(body + 8) & 0x3fff, body, size);
        } else if (type == VP8L) {
            int bits = in.getInt(body + 1);
            frame(1 + (bits & 0x3fff), 1 + (bits >>> 14 & 0x3fff), body, size);
        }
    }

    private void frame(int columns, int rows, int body, int size) {
        limits.checkSize(columns, rows);
        if (columns == 0 || rows == 0) {
            throw Header.corrupt(WEBP, "its image is empty");
        }
        width = columns;
        height = rows;
        keep(body, size);
    }

    private void keep(int body, int size) {
        image.write(in.array(), body - CHUNK_HEADER, CHUNK_HEADER + size);
        if (size % 2 == 1) {
            image.write(0);
        }
    }

    /** A file of this one frame; the extended header only where alpha stands beside a lossy image. */
    private byte[] stillFile() {
        int extended = alpha ? CHUNK_HEADER + 10 : 0;
        ByteBuffer file =
                ByteBuffer.allocate(12 + extended + image.size()).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(fourCc("RIFF")).putInt(file.capacity() - CHUNK_HEADER).putInt(fourCc("WEBP"));
        if (alpha) {
            file.putInt(VP8X).putInt(10).putInt(ALPHA_FLAG);
            putInt24(file, width - 1);
            putInt24(file, height - 1);
        }
        return file.put(image.toByteArray()).array();
    }

    private int int24(int at) {
        return Short.toUnsignedInt(in.getShort(at)) | Byte.toUnsignedInt(in.get(at + 2)) << 16;
    }

    private static void putInt24(ByteBuffer out, int value) {
        out.putShort((short) value).put((byte) (value >> 16));
    }

    private static int fourCc(String name) {
        return name.charAt(0) | name.charAt(1) << 8 | name.charAt(2) << 16 | name.charAt(3) << 24;
    }
}
