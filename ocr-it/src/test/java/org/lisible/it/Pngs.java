package org.lisible.it;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** PNG files that nobody sends in good faith. */
final class Pngs {

    private Pngs() {}

    /** A grey image of that size whose pixel data unpacks to so many zero bytes, whatever the size says. */
    static byte[] png(int width, int height, long unpackedBytes) {
        return png(width, height, 0, unpackedBytes);
    }

    /** A black image in colour, three bytes a pixel. */
    static byte[] colour(int width, int height) {
        return png(width, height, 2, (3L * width + 1) * height);
    }

    private static byte[] png(int width, int height, int colourType, long unpackedBytes) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
        chunk(file, "IHDR", ByteBuffer.allocate(13)
                .putInt(width).putInt(height).put(new byte[] {8, (byte) colourType, 0, 0, 0}).array());
        chunk(file, "IDAT", zeros(unpackedBytes));
        chunk(file, "IEND", new byte[0]);
        return file.toByteArray();
    }

    /** A blank image with a compressed comment that unpacks to so many bytes. */
    static byte[] withComment(int width, int height, long unpackedBytes) {
        byte[] plain = png(width, height, (long) height * (width + 1));
        int afterHeader = 8 + 25;
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(plain, 0, afterHeader);
        ByteArrayOutputStream comment = new ByteArrayOutputStream();
        comment.writeBytes("Comment\0\0".getBytes(StandardCharsets.ISO_8859_1));
        comment.writeBytes(zeros(unpackedBytes));
        chunk(file, "zTXt", comment.toByteArray());
        file.write(plain, afterHeader, plain.length - afterHeader);
        return file.toByteArray();
    }

    private static byte[] zeros(long count) {
        Deflater deflater = new Deflater(9);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        byte[] in = new byte[1 << 16];
        byte[] out = new byte[1 << 16];
        for (long left = count; left > 0; left -= in.length) {
            deflater.setInput(in, 0, (int) Math.min(left, in.length));
            while (!deflater.needsInput()) {
                packed.write(out, 0, deflater.deflate(out));
            }
        }
        deflater.finish();
        while (!deflater.finished()) {
            packed.write(out, 0, deflater.deflate(out));
        }
        deflater.end();
        return packed.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream file, String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        file.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        file.writeBytes(name);
        file.writeBytes(data);
        file.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}
