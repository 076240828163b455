package org.lisible.data.image;

import static java.util.Objects.requireNonNull;

import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import javax.imageio.ImageReadParam;

import org.lisible.OcrException;
import org.lisible.OcrException.Kind;
import org.lisible.image.GrayImage;

/**
 * Image files to grey pixels, upright. Stateless and safe for concurrent use. The work is bounded by the limits: what
 * a header says is checked before anything of that size is allocated, and parts of a file that make no pixels are
 * never unpacked.
 *
 * <p>Failures are {@link OcrException}s: {@code INVALID} ({@code empty-image}), {@code TOO_LARGE}
 * ({@code too-many-bytes}, {@code image-too-wide}, {@code image-too-high}, {@code too-many-pixels}),
 * {@code UNSUPPORTED_MEDIA} ({@code unknown-image-format}), {@code UNPROCESSABLE} ({@code truncated-image},
 * {@code corrupt-image}, {@code unsupported-image}), {@code NOT_FOUND} ({@code missing-image}).
 */
public final class ImageReader {

    private ImageReader() {}

    /**
     * Reads a file that lies on disk.
     *
     * @param file its name says nothing about its format
     * @param limits checked before the file is read
     */
    public static GrayImage read(Path file, ImageLimits limits) {
        try {
            limits.checkBytes(Files.size(file));
            return read(Files.readAllBytes(file), limits);
        } catch (NoSuchFileException e) {
            throw new OcrException(Kind.NOT_FOUND, "missing-image", "there is no image file " + file, e);
        } catch (IOException e) {
            throw new OcrException(Kind.UNPROCESSABLE, "unreadable-file", "cannot read " + file + ": " + e, e);
        } catch (OcrException e) {
            throw new OcrException(e.kind(), e.code(), file.getFileName() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads a file that is in memory.
     *
     * @param file the whole file. Not modified.
     * @param limits what it may cost
     * @return the first picture in the file, turned as its orientation tag says, transparency on white
     */
    public static GrayImage read(byte[] file, ImageLimits limits) {
        requireNonNull(file, "file is null");
        Header header = header(file, limits);
        GrayImage frame = decode(header);
        return header.orientation().apply(onCanvas(frame, header));
    }

    /**
     * How many pixels an image that is in memory would take, by its header alone.
     *
     * @param file the whole file. Not modified.
     * @param limits what it may cost
     */
    public static long pixels(byte[] file, ImageLimits limits) {
        Header header = header(requireNonNull(file, "file is null"), limits);
        return (long) header.width() * header.height();
    }

    private static Header header(byte[] file, ImageLimits limits) {
        if (file.length == 0) {
            throw new OcrException(Kind.INVALID, "empty-image", "the image is empty: 0 bytes");
        }
        limits.checkBytes(file.length);
        ImageFormat format = ImageFormat.of(file)
                .orElseThrow(() -> new OcrException(
                        Kind.UNSUPPORTED_MEDIA,
                        "unknown-image-format",
                        "this is no image file that can be read here; readable are: " + ImageFormat.list()));
        return header(format, file, limits);
    }

    private static Header header(ImageFormat format, byte[] file, ImageLimits limits) {
        Header header;
        try {
            header = switch (format) {
                case PNG -> PngHeader.read(file, limits);
                case JPEG -> JpegHeader.read(file, limits);
                case GIF -> GifHeader.read(file, limits);
                case BMP -> BmpHeader.read(file, limits);
                case TIFF -> TiffHeader.read(file, limits);
                case WEBP -> WebpHeader.read(file, limits);
            };
        } catch (IndexOutOfBoundsException | BufferUnderflowException | IllegalArgumentException _) {
            throw Header.truncated(format);
        }
        if (header.width() < 1 || header.height() < 1) {
            throw Header.corrupt(format, "its size is " + header.width() + "x" + header.height());
        }
        return header;
    }

    private static GrayImage decode(Header header) {
        return header.format() == ImageFormat.PNG
                ? PngLevels.of(header.file()).orElseGet(() -> decodeByImageIo(header))
                : decodeByImageIo(header);
    }

    private static GrayImage decodeByImageIo(Header header) {
        ImageFormat format = header.format();
        javax.imageio.ImageReader reader = null;
        try (var in = new EndedInput(header)) {
            reader = Decoders.of(format).createReaderInstance();
            var warnings = new Warnings();
            reader.addIIOReadWarningListener(warnings);
            reader.setInput(in, true, true);
            ImageReadParam param = reader.getDefaultReadParam();
            GrayImage image = format == ImageFormat.JPEG
                    ? JpegLevels.of(reader.readRaster(0, param), header.colour())
                    : GrayLevels.of(pixels(reader.read(0, param), header));
            warnings.check(format);
            return image;
        } catch (OcrException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Decoders answer damage with exceptions of any kind.
            throw failure(format, e);
        } finally {
            if (reader != null) {
                reader.dispose();
            }
        }
    }

    private static BufferedImage pixels(BufferedImage decoded, Header header) {
        return header.differenced() ? Differences.undo(decoded) : decoded;
    }

    private static OcrException failure(ImageFormat format, Exception cause) {
        // What a decoder says when it stumbles over damage unprepared helps nobody.
        boolean prepared = cause instanceof IOException && cause.getMessage() != null;
        String what = prepared ? cause.getMessage() : "its data cannot be decoded";
        OcrException failure = cause instanceof EOFException
                ? Header.truncated(format)
                : what.toLowerCase(Locale.ROOT).matches("(?s).*(not supported|unsupported).*")
                        ? Header.unsupported(format, what)
                        : Header.corrupt(format, what);
        failure.addSuppressed(cause);
        return failure;
    }

    /** The frame where it lies on the picture's canvas, white around it. */
    private static GrayImage onCanvas(GrayImage frame, Header header) {
        if (frame.width() == header.width() && frame.height() == header.height()) {
            return frame;
        }
        if (header.left() + frame.width() > header.width() || header.top() + frame.height() > header.height()) {
            throw Header.corrupt(header.format(), "its pixels do not fit the size in its header");
        }
        byte[] pixels = new byte[header.width() * header.height()];
        Arrays.fill(pixels, (byte) 255);
        for (int y = 0; y < frame.height(); y++) {
            int to = (header.top() + y) * header.width() + header.left();
            System.arraycopy(frame.pixels(), y * frame.width(), pixels, to, frame.width());
        }
        return new GrayImage(header.width(), header.height(), pixels);
    }
}
