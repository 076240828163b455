package org.lisible.data.image;

import static org.lisible.data.image.ImageFormat.PNG;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * PNG (W3C Recommendation, third edition). Keeps only the chunks that make the pixels, so that compressed texts and
 * colour profiles are never unpacked, and compares their checksums.
 */
final class PngHeader {

    private static final int SIGNATURE = 8;
    private static final int IHDR = 0x49484452;
    private static final int PLTE = 0x504c5445;
    private static final int TRNS = 0x74524e53;
    private static final int IDAT = 0x49444154;
    private static final int IEND = 0x49454e44;
    private static final int EXIF = 0x65584966;

    private PngHeader() {}

    static Header read(byte[] file, ImageLimits limits) {
        ByteBuffer in = ByteBuffer.wrap(file, SIGNATURE, file.length - SIGNATURE);
        if (in.getInt() != 13 || in.getInt() != IHDR) {
            throw Header.corrupt(PNG, "it does not begin with an IHDR chunk");
        }
        int width = in.getInt();
        int height = in.getInt();
        limits.checkSize(width, height);
        in.position(SIGNATURE);

        var kept = new ByteArrayOutputStream(file.length);
        kept.write(file, 0, SIGNATURE);
        Orientation orientation = Orientation.NORMAL;
        boolean data = false;
        int type;
        do {
            int start = in.position();
            int length = in.getInt();
            type = in.getInt();
            if (length < 0 || length > in.remaining() - 4) {
                throw Header.truncated(PNG);
            }
            int body = in.position();
            in.position(body + length);
            int checksum = in.getInt();
            switch (type) {
                case IHDR, PLTE, TRNS, IDAT, IEND -> {
                    check(file, body - 4, length + 4, checksum);
                    kept.write(file, start, length + 12);
                }
                case EXIF -> orientation = TiffDirectory.orientation(Arrays.copyOfRange(file, body, body + length));
                default -> {}
            }
            data |= type == IDAT;
        } while (type != IEND);
        if (!data) {
            throw Header.corrupt(PNG, "it has no IDAT chunk");
        }
        return Header.of(PNG, width, height, orientation, kept.toByteArray());
    }

    private static void check(byte[] file, int start, int length, int expected) {
        var crc = new CRC32();
        crc.update(file, start, length);
        if ((int) crc.getValue() != expected) {
            throw Header.corrupt(PNG, "the checksum of a chunk is wrong");
        }
    }
}
