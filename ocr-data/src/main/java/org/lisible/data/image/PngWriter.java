package org.lisible.data.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

import org.lisible.image.GrayImage;

/** Grey pictures to PNG files: 8 bits, not interlaced, without ImageIO. */
public final class PngWriter {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte GREY = 0;
    private static final byte SUB_FILTER = 1;

    private PngWriter() {}

    /** The whole PNG file of a picture. */
    public static byte[] write(GrayImage image) {
        var file = new ByteArrayOutputStream();
        file.writeBytes(SIGNATURE);
        byte[] header = ByteBuffer.allocate(13)
                .putInt(image.width())
                .putInt(image.height())
                .put((byte) 8)
                .put(GREY)
                .array();
        chunk(file, "IHDR", header);
        chunk(file, "IDAT", deflate(filter(image)));
        chunk(file, "IEND", new byte[0]);
        return file.toByteArray();
    }

    /** Every row behind its filter type; each pixel minus its left neighbour, which deflates better. */
    private static byte[] filter(GrayImage image) {
        int width = image.width();
        byte[] rows = new byte[image.height() * (width + 1)];
        for (int y = 0; y < image.height(); y++) {
            int to = y * (width + 1);
            rows[to] = SUB_FILTER;
            for (int x = 0; x < width; x++) {
                int left = x == 0 ? 0 : image.at(x - 1, y);
                rows[to + 1 + x] = (byte) (image.at(x, y) - left);
            }
        }
        return rows;
    }

    private static byte[] deflate(byte[] data) {
        var out = new ByteArrayOutputStream();
        try (var deflater = new Deflater(Deflater.BEST_COMPRESSION)) {
            deflater.setInput(data);
            deflater.finish();
            byte[] buffer = new byte[8192];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
        }
        return out.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream file, String type, byte[] body) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        var crc = new CRC32();
        crc.update(name);
        crc.update(body);
        file.writeBytes(ByteBuffer.allocate(4).putInt(body.length).array());
        file.writeBytes(name);
        file.writeBytes(body);
        file.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}
