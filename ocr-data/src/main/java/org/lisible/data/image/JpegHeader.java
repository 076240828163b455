package org.lisible.data.image;

import static org.lisible.data.image.ImageFormat.JPEG;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

import org.lisible.data.image.Header.Colour;

/**
 * JPEG (ITU-T T.81). Leaves out comments, colour profiles and thumbnails; reads how the picture is turned from EXIF,
 * and how its components are meant as libjpeg does (from the JFIF and Adobe segments, else from the components' names).
 */
final class JpegHeader {

    /** Every scan of a progressive JPEG passes over all pixels; encoders write about ten. */
    private static final int MOST_SCANS = 100;

    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int APP0 = 0xe0;
    private static final int APP1 = 0xe1;
    private static final int APP14 = 0xee;
    private static final int APP15 = 0xef;
    private static final int COMMENT = 0xfe;

    private final byte[] file;
    private final ImageLimits limits;
    private final ByteArrayOutputStream kept;
    private Orientation orientation = Orientation.NORMAL;
    private boolean jfif;
    private int adobe = -1;
    private int width;
    private int height;
    private byte[] components;

    private JpegHeader(byte[] file, ImageLimits limits) {
        this.file = file;
        this.limits = limits;
        this.kept = new ByteArrayOutputStream(file.length);
    }

    static Header read(byte[] file, ImageLimits limits) {
        var header = new JpegHeader(file, limits);
        header.scan();
        return new Header(
                JPEG, header.width, header.height, 0, 0, header.orientation, header.colour(), false, header.kept.toByteArray());
    }

    private void scan() {
        kept.write(file, 0, 2);
        ByteBuffer in = ByteBuffer.wrap(file, 2, file.length - 2);
        int scans = 0;
        while (true) {
            int marker = nextMarker(in);
            if (marker == EOI) {
                break;
            }
            if (standsAlone(marker)) {
                continue;
            }
            int start = in.position() - 2;
            int length = Short.toUnsignedInt(in.getShort());
            if (length < 2 || length - 2 > in.remaining()) {
                throw Header.truncated(JPEG);
            }
            int end = in.position() + length - 2;
            segment(marker, start, end);
            in.position(end);
            if (marker == SOS) {
                if (components == null) {
                    throw Header.corrupt(JPEG, "its data comes before the size of the image");
                }
                if (++scans > MOST_SCANS) {
                    throw Header.unsupported(JPEG, "more than " + MOST_SCANS + " scans");
                }
                int data = endOfScan(end);
                kept.write(file, end, data - end);
                in.position(data);
            }
        }
        if (scans == 0) {
            throw Header.corrupt(JPEG, "it has no image data");
        }
        kept.write(0xff);
        kept.write(EOI);
    }

    /** The next marker, past any fill bytes and stray bytes before it. */
    private static int nextMarker(ByteBuffer in) {
        int code = 0;
        while (code == 0 || code == 0xff) {
            while (code != 0xff) {
                code = Byte.toUnsignedInt(in.get());
            }
            code = Byte.toUnsignedInt(in.get());
        }
        return code;
    }

    private static boolean standsAlone(int marker) {
        return marker == 0x01 || marker >= 0xd0 && marker <= 0xd8;
    }

    /** Where the entropy-coded bytes end: at the next marker that is neither a stuffed zero nor a restart. */
    private int endOfScan(int start) {
        for (int i = start; i + 1 < file.length; i++) {
            if (file[i] == (byte) 0xff) {
                int code = Byte.toUnsignedInt(file[i + 1]);
                if (code != 0 && code != 0xff && !(code >= 0xd0 && code <= 0xd7)) {
                    return i;
                }
            }
        }
        throw Header.truncated(JPEG);
    }

    /** Looks into one segment, {@code [start, end)} with its marker, and keeps it if the decoder needs it. */
    private void segment(int marker, int start, int end) {
        int body = start + 4;
        boolean keep = true;
        if (marker == APP0) {
            keep = startsWith(body, end, "JFIF\0") && !jfif;
            jfif |= keep;
        } else if (marker == APP1 && startsWith(body, end, "Exif\0")) {
            keep = false;
            orientation = TiffDirectory.orientation(Arrays.copyOfRange(file, Math.min(end, body + 6), end));
        } else if (marker == APP14 && startsWith(body, end, "Adobe") && end - body >= 12) {
            adobe = Byte.toUnsignedInt(file[body + 11]);
        } else if (marker > APP0 && marker <= APP15 || marker == COMMENT) {
            keep = false;
        } else if (isFrame(marker)) {
            frame(body);
        }
        if (keep) {
            kept.write(file, start, end - start);
        }
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private void frame(int body) {
        ByteBuffer in = ByteBuffer.wrap(file);
        if (components != null) {
            throw Header.corrupt(JPEG, "it names its size twice");
        }
        height = Short.toUnsignedInt(in.getShort(body + 1));
        width = Short.toUnsignedInt(in.getShort(body + 3));
        components = new byte[Byte.toUnsignedInt(file[body + 5])];
        for (int i = 0; i < components.length; i++) {
            components[i] = file[body + 6 + 3 * i];
        }
        limits.checkSize(width, height);
    }

    private boolean startsWith(int from, int end, String name) {
        for (int i = 0; i < name.length(); i++) {
            if (from + i >= end || file[from + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private Colour colour() {
        return switch (components.length) {
            case 1 -> Colour.GREY;
            case 3 -> {
                boolean named = Arrays.equals(components, new byte[] {'R', 'G', 'B'});
                yield !jfif && (adobe == 0 || adobe < 0 && named) ? Colour.RGB : Colour.YCBCR;
            }
            case 4 -> adobe == 2 ? Colour.YCCK : Colour.CMYK;
            default -> throw Header.unsupported(JPEG, components.length + " colour components");
        };
    }
}
