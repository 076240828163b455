package org.lisible.data.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

/** Image files made for tests: written by the JDK's encoders, taken apart and damaged byte by byte. */
final class TestImages {

    private TestImages() {}

    /** A picture with a different colour in every pixel of its left part, and level steps of grey. */
    static BufferedImage picture(int width, int height, int type) {
        var image = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int alpha = image.getColorModel().hasAlpha() ? (x * 11 + y * 5) % 256 : 255;
                image.setRGB(x, y, alpha << 24 | x * 7 % 256 << 16 | y * 9 % 256 << 8 | x * y % 256);
            }
        }
        return image;
    }

    static byte[] encode(BufferedImage image, String format) {
        var out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalArgumentException("no writer for this picture as " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] resource(String name) {
        try (InputStream in = TestImages.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bytes with others put in before position {@code at}. */
    static byte[] insert(byte[] file, int at, byte[] inserted) {
        return ByteBuffer.allocate(file.length + inserted.length)
                .put(file, 0, at)
                .put(inserted)
                .put(file, at, file.length - at)
                .array();
    }

    /** A PNG chunk with its right checksum. */
    static byte[] pngChunk(String type, byte[] body) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        var crc = new CRC32();
        crc.update(name);
        crc.update(body);
        return ByteBuffer.allocate(body.length + 12)
                .putInt(body.length)
                .put(name)
                .put(body)
                .putInt((int) crc.getValue())
                .array();
    }

    /** A PNG of one IHDR, one IDAT and one IEND; {@code data} is compressed as it is. */
    static byte[] png(int width, int height, int bits, int colourType, byte[] data) {
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) bits)
                .put((byte) colourType)
                .array();
        byte[] signature = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
        byte[] ihdr = pngChunk("IHDR", header);
        byte[] idat = pngChunk("IDAT", deflate(data));
        byte[] iend = pngChunk("IEND", new byte[0]);
        return ByteBuffer.allocate(signature.length + ihdr.length + idat.length + iend.length)
                .put(signature)
                .put(ihdr)
                .put(idat)
                .put(iend)
                .array();
    }

    static byte[] deflate(byte[] data) {
        var out = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(out, new Deflater(Deflater.BEST_SPEED))) {
            deflater.write(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A big-endian TIFF of 16-bit samples, differenced and deflated, in strips of seven rows. */
    static byte[] differencedTiff(BufferedImage image, int bands) {
        int rows = 7;
        int width = image.getWidth();
        int height = image.getHeight();
        List<byte[]> strips = new ArrayList<>();
        for (int top = 0; top < height; top += rows) {
            ByteBuffer samples = ByteBuffer.allocate(2 * bands * width * Math.min(rows, height - top));
            for (int y = top; y < Math.min(height, top + rows); y++) {
                for (int i = 0; i < width * bands; i++) {
                    int here = 257 * image.getRaster().getSample(i / bands, y, i % bands);
                    int before = i < bands ? 0 : 257 * image.getRaster().getSample(i / bands - 1, y, i % bands);
                    samples.putShort((short) (here - before));
                }
            }
            strips.add(deflate(samples.array()));
        }
        int tags = 11;
        int arrays = 8 + 2 + 12 * tags + 4;
        int data = arrays + 8 * strips.size() + 2 * bands;
        ByteBuffer out = ByteBuffer.allocate(data + strips.stream().mapToInt(strip -> strip.length).sum());
        out.put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8).putShort((short) tags);
        int[][] entries = {
            {256, 4, 1, width}, {257, 4, 1, height}, {258, 3, bands, bands == 1 ? 16 << 16 : arrays + 8 * strips.size()},
            {259, 3, 1, 8 << 16}, {262, 3, 1, (bands == 1 ? 1 : 2) << 16}, {273, 4, strips.size(), arrays},
            {277, 3, 1, bands << 16}, {278, 4, 1, rows}, {279, 4, strips.size(), arrays + 4 * strips.size()},
            {284, 3, 1, 1 << 16}, {317, 3, 1, 2 << 16}
        };
        for (int[] entry : entries) {
            out.putShort((short) entry[0]).putShort((short) entry[1]).putInt(entry[2]).putInt(entry[3]);
        }
        out.putInt(0);
        int at = data;
        for (byte[] strip : strips) {
            out.putInt(at);
            at += strip.length;
        }
        strips.forEach(strip -> out.putInt(strip.length));
        for (int band = 0; band < bands; band++) {
            out.putShort((short) 16);
        }
        strips.forEach(out::put);
        return out.array();
    }

    /** A big-endian TIFF structure that holds nothing but an orientation. */
    static byte[] exif(int orientation) {
        return ByteBuffer.allocate(26)
                .put("MM".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 274)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .array();
    }

    /** A JPEG's APP1 segment with EXIF data. */
    static byte[] exifSegment(int orientation) {
        byte[] exif = exif(orientation);
        return ByteBuffer.allocate(10 + exif.length)
                .putShort((short) 0xffe1)
                .putShort((short) (8 + exif.length))
                .put("Exif\0\0".getBytes(StandardCharsets.US_ASCII))
                .put(exif)
                .array();
    }
}
