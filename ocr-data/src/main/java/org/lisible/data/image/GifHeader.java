package org.lisible.data.image;

import static org.lisible.data.image.ImageFormat.GIF;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** GIF 87a and 89a: the first frame, placed on the logical screen. Comments and later frames are left out. */
final class GifHeader {

    private static final int EXTENSION = 0x21;
    private static final int GRAPHIC_CONTROL = 0xf9;
    private static final int IMAGE = 0x2c;
    private static final int TRAILER = 0x3b;

    private GifHeader() {}

    static Header read(byte[] file, ImageLimits limits) {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        in.position(6);
        int width = Short.toUnsignedInt(in.getShort());
        int height = Short.toUnsignedInt(in.getShort());
        limits.checkSize(width, height);
        int start = 13 + colourTable(file[10]);
        var kept = new ByteArrayOutputStream(file.length);
        keep(kept, file, 0, start);

        in.position(start);
        while (true) {
            start = in.position();
            int block = Byte.toUnsignedInt(in.get());
            if (block == EXTENSION) {
                int label = Byte.toUnsignedInt(in.get());
                skipSubBlocks(in);
                if (label == GRAPHIC_CONTROL) {
                    keep(kept, file, start, in.position());
                }
            } else if (block == IMAGE) {
                break;
            } else {
                throw Header.corrupt(GIF, block == TRAILER ? "it has no image" : "unknown block " + block);
            }
        }
        int left = Short.toUnsignedInt(in.getShort());
        int top = Short.toUnsignedInt(in.getShort());
        int right = left + Short.toUnsignedInt(in.getShort());
        int bottom = top + Short.toUnsignedInt(in.getShort());
        in.position(in.position() + 1 + colourTable(in.get(in.position())) + 1);
        skipSubBlocks(in);
        keep(kept, file, start, in.position());
        kept.write(TRAILER);
        // Browsers and Pillow let a first frame that is larger than the screen enlarge it.
        width = Math.max(width, right);
        height = Math.max(height, bottom);
        limits.checkSize(width, height);
        return new Header(
                GIF, width, height, left, top, Orientation.NORMAL, Header.Colour.OTHER, false, kept.toByteArray());
    }

    private static int colourTable(byte flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;
    }

    private static void skipSubBlocks(ByteBuffer in) {
        int size;
        while ((size = Byte.toUnsignedInt(in.get())) != 0) {
            if (size > in.remaining()) {
                throw Header.truncated(GIF);
            }
            in.position(in.position() + size);
        }
    }

    private static void keep(ByteArrayOutputStream kept, byte[] file, int start, int end) {
        if (end > file.length) {
            throw Header.truncated(GIF);
        }
        kept.write(file, start, end - start);
    }
}
