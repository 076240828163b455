package org.lisible.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.lisible.data.image.TestImages.encode;
import static org.lisible.data.image.TestImages.picture;
import static org.lisible.data.image.TestImages.png;
import static org.lisible.data.image.TestImages.resource;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lisible.OcrException;
import org.lisible.OcrException.Kind;

class BadImageTest {

    @Test
    void refusesAnEmptyFile() {
        assertThat(failure(new byte[0]))
                .returns(Kind.INVALID, OcrException::kind)
                .returns("empty-image", OcrException::code)
                .hasMessage("the image is empty: 0 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!DOCTYPE html><html></html>", "hello", "PK\u0003\u0004zip", "BM is no bitmap, is it?", "%PDF-1.7", "\0"})
    void refusesWhatIsNoImageAndNamesTheFormats(String content) {
        assertThat(failure(content.getBytes(StandardCharsets.ISO_8859_1)))
                .returns(Kind.UNSUPPORTED_MEDIA, OcrException::kind)
                .returns("unknown-image-format", OcrException::code)
                .hasMessage("this is no image file that can be read here; "
                        + "readable are: PNG, JPEG, GIF, BMP, TIFF, WebP");
    }

    @Test
    void refusesMoreBytesThanTheLimit(@TempDir Path folder) throws IOException {
        var limits = new ImageLimits(100, 100, 100, 100);
        byte[] file = new byte[101];
        Path path = Files.write(folder.resolve("large.png"), file);
        assertThat(catchThrowableOfType(OcrException.class, () -> ImageReader.read(file, limits)))
                .returns(Kind.TOO_LARGE, OcrException::kind)
                .returns("too-many-bytes", OcrException::code)
                .hasMessage("the image file has 101 bytes; the limit is 100");
        assertThat(catchThrowableOfType(OcrException.class, () -> ImageReader.read(path, limits)))
                .hasMessage("large.png: the image file has 101 bytes; the limit is 100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tiff", "webp"})
    void refusesAnImageLargerThanTheLimits(String format) {
        byte[] file = valid(format);
        assertThat(failure(file, new ImageLimits(10_000_000, 36, 100, 10_000)))
                .returns(Kind.TOO_LARGE, OcrException::kind)
                .hasMessage("the image is 37 pixels wide; the limit is 36");
        assertThat(failure(file, new ImageLimits(10_000_000, 100, 22, 10_000)))
                .returns("image-too-high", OcrException::code)
                .hasMessage("the image is 23 pixels high; the limit is 22");
        assertThat(failure(file, new ImageLimits(10_000_000, 37, 23, 850)))
                .returns("too-many-pixels", OcrException::code)
                .hasMessage("the image has 37x23 = 851 pixels; the limit is 850");
        assertThat(ImageReader.read(file, new ImageLimits(10_000_000, 37, 23, 851)).width()).isEqualTo(37);
    }

    @Test
    void refusesHugeSizesInASmallHeader() {
        assertThat(failure(png(0x7fff_ffff, 0x7fff_ffff, 8, 6, new byte[10])))
                .returns("image-too-wide", OcrException::code);
        byte[] gif = valid("gif");
        Arrays.fill(gif, 6, 10, (byte) 0xff);
        assertThat(failure(gif)).returns("image-too-wide", OcrException::code);
        byte[] webp = valid("webp");
        Arrays.fill(webp, 21, 25, (byte) 0xff);
        assertThat(failure(webp)).returns(Kind.TOO_LARGE, OcrException::kind);
    }

    @Test
    void refusesTiffTilesLargerThanAnImageMayBe() {
        ByteBuffer tiff = ByteBuffer.allocate(1000);
        tiff.put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8).putShort((short) 4);
        for (int[] entry : new int[][] {{256, 16}, {257, 16}, {322, 1 << 30}, {323, 1 << 30}}) {
            tiff.putShort((short) entry[0]).putShort((short) 4).putInt(1).putInt(entry[1]);
        }
        assertThat(failure(tiff.array())).returns("image-too-wide", OcrException::code);
    }

    @Test
    void refusesTiffPixelsOfTooManyBits() {
        ByteBuffer tiff = ByteBuffer.allocate(1000);
        tiff.put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8).putShort((short) 3);
        for (int[] entry : new int[][] {{256, 16}, {257, 16}, {277, 60_000}}) {
            tiff.putShort((short) entry[0]).putShort((short) 4).putInt(1).putInt(entry[1]);
        }
        assertThat(failure(tiff.array()))
                .returns("unsupported-image", OcrException::code)
                .hasMessage("this kind of TIFF cannot be read: 60000 samples of 1 bits for each pixel");
    }

    @Test
    void refusesTiffDirectoriesThatMayBeReadInTwoWays() {
        ByteBuffer tiff = ByteBuffer.allocate(1000);
        tiff.put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8).putShort((short) 3);
        for (int[] entry : new int[][] {{256, 16}, {257, 16}, {256, 60_000}}) {
            tiff.putShort((short) entry[0]).putShort((short) 4).putInt(1).putInt(entry[1]);
        }
        assertThat(failure(tiff.array())).hasMessage("the TIFF file is damaged: its directory has a tag twice");
    }

    @Test
    void believesNoTiffStripThatIsHigherThanTheImage() {
        byte[] file = valid("tiff");
        var directory = new TiffDirectory(file);
        byte[] high = directory.with(TiffDirectory.ROWS_PER_STRIP, 0, 65_000);
        byte[] prepared = TiffHeader.read(high, ImageLimits.DEFAULTS).file();
        assertThat(new TiffDirectory(prepared).first(TiffDirectory.ROWS_PER_STRIP, 0)).isEqualTo(23);
        assertThat(ImageReader.read(high, ImageLimits.DEFAULTS).pixels())
                .isEqualTo(ImageReader.read(file, ImageLimits.DEFAULTS).pixels());
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tiff", "webp"})
    void refusesEveryTruncatedFile(String format) {
        byte[] file = valid(format);
        int step = Math.max(1, file.length / 150);
        for (int length = 20; length < file.length - (format.equals("tiff") ? 400 : 2); length += step) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThat(failure(cut))
                    .as("%s cut to %d of %d bytes", format, length, file.length)
                    .returns(Kind.UNPROCESSABLE, OcrException::kind)
                    .message()
                    .isNotBlank();
        }
        assertThat(failure(Arrays.copyOf(file, file.length / 2)).code()).isIn("truncated-image", "corrupt-image");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tiff", "webp"})
    void answersDamageWithAnImageOrAnOcrExceptionAndNothingElse(String format) {
        byte[] file = valid(format);
        var random = new Random(20_261_121);
        Assertions.assertTimeout(Duration.ofMinutes(2), () -> {
            for (int round = 0; round < 500; round++) {
                byte[] damaged = file.clone();
                for (int i = 0; i <= round % 8; i++) {
                    damaged[random.nextInt(round % 2 == 0 ? Math.min(80, file.length) : file.length)] =
                            (byte) random.nextInt();
                }
                try {
                    assertThat(ImageReader.read(damaged, ImageLimits.DEFAULTS).width()).isPositive();
                } catch (OcrException e) {
                    assertThat(e.kind()).isIn(Kind.UNPROCESSABLE, Kind.TOO_LARGE, Kind.UNSUPPORTED_MEDIA);
                }
            }
        });
    }

    @Test
    void refusesAPngWithAWrongChecksum() {
        byte[] file = valid("png");
        file[60] ^= 1;
        assertThat(failure(file))
                .returns("corrupt-image", OcrException::code)
                .hasMessage("the PNG file is damaged: the checksum of a chunk is wrong");
    }

    @Test
    void refusesAPngWhosePixelsEndEarly() {
        assertThat(failure(png(50, 50, 8, 0, new byte[51 * 20]))).returns(Kind.UNPROCESSABLE, OcrException::kind);
    }

    @Test
    void refusesAJpegOfTooManyScans() {
        byte[] file = valid("jpg");
        int scan = 0;
        while (file[scan] != (byte) 0xff || file[scan + 1] != (byte) 0xda) {
            scan++;
        }
        int length = file.length - 2 - scan;
        ByteBuffer many = ByteBuffer.allocate(scan + 101 * length + 2).put(file, 0, scan);
        for (int i = 0; i < 101; i++) {
            many.put(file, scan, length);
        }
        many.put(file, file.length - 2, 2);
        assertThat(failure(many.array())).hasMessage("this kind of JPEG cannot be read: more than 100 scans");
    }

    @Test
    void saysThatAFileIsMissing(@TempDir Path folder) {
        Path missing = folder.resolve("missing.png");
        assertThat(catchThrowableOfType(
                        OcrException.class, () -> ImageReader.read(missing, ImageLimits.DEFAULTS)))
                .returns(Kind.NOT_FOUND, OcrException::kind)
                .hasMessage("there is no image file " + missing);
    }

    private static byte[] valid(String format) {
        return format.equals("webp")
                ? resource("lossless.webp")
                : encode(picture(37, 23, format.equals("gif") ? BufferedImage.TYPE_BYTE_INDEXED
                        : BufferedImage.TYPE_3BYTE_BGR), format);
    }

    private static OcrException failure(byte[] file) {
        return failure(file, ImageLimits.DEFAULTS);
    }

    private static OcrException failure(byte[] file, ImageLimits limits) {
        OcrException failure = catchThrowableOfType(OcrException.class, () -> ImageReader.read(file, limits));
        assertThat(failure).as("what the file is refused with").isNotNull();
        return failure;
    }
}
