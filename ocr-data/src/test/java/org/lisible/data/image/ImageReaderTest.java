package org.lisible.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lisible.data.image.TestImages.deflate;
import static org.lisible.data.image.TestImages.encode;
import static org.lisible.data.image.TestImages.exif;
import static org.lisible.data.image.TestImages.exifSegment;
import static org.lisible.data.image.TestImages.insert;
import static org.lisible.data.image.TestImages.picture;
import static org.lisible.data.image.TestImages.png;
import static org.lisible.data.image.TestImages.pngChunk;
import static org.lisible.data.image.TestImages.resource;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferUShort;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.InflaterInputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.ImageOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lisible.image.GrayImage;

class ImageReaderTest {

    private static final int[] RGB_TYPES = {BufferedImage.TYPE_3BYTE_BGR, BufferedImage.TYPE_INT_RGB};

    @ParameterizedTest
    @ValueSource(strings = {"png", "gif", "bmp", "tiff"})
    void readsColourWithoutLossAsLuma(String format) {
        for (int type : format.equals("gif") ? new int[] {BufferedImage.TYPE_BYTE_INDEXED} : RGB_TYPES) {
            BufferedImage image = picture(31, 17, type);
            assertThat(difference(read(encode(image, format)), expected(image))).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "gif", "bmp", "tiff", "jpg"})
    void keepsEveryGreyLevelAsItIsStored(String format) {
        var image = new BufferedImage(256, 8, BufferedImage.TYPE_BYTE_GRAY);
        for (int x = 0; x < 256; x++) {
            for (int y = 0; y < 8; y++) {
                image.getRaster().setSample(x, y, 0, x);
            }
        }
        GrayImage read = read(encode(image, format));
        for (int x = 0; x < 256; x++) {
            assertThat(read.at(x, 4)).as("level %d", x).isBetween(x - (format.equals("jpg") ? 2 : 0), x + 2);
        }
    }

    @Test
    void readsJpegWithinItsLoss() throws IOException {
        BufferedImage image = picture(64, 48, BufferedImage.TYPE_3BYTE_BGR);
        for (boolean progressive : new boolean[] {false, true}) {
            byte[] file = jpeg(image, progressive);
            BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(file));
            assertThat(difference(read(file), expected(decoded))).isLessThanOrEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "tiff"})
    void putsTransparencyOnWhite(String format) {
        BufferedImage image = picture(40, 30, BufferedImage.TYPE_4BYTE_ABGR);
        assertThat(difference(read(encode(image, format)), expected(image))).isZero();
    }

    @Test
    void putsATransparentPaletteColourOnWhite() {
        byte[] black = {0, 0};
        var palette = new IndexColorModel(1, 2, black, black, black, 1);
        var image = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY, palette);
        image.getRaster().setSample(1, 0, 0, 1);
        for (String format : new String[] {"png", "gif"}) {
            assertThat(read(encode(image, format)).pixels()).containsExactly(0, 255);
        }
    }

    @Test
    void roundsSixteenBitsToEight() {
        var image = new BufferedImage(4, 1, BufferedImage.TYPE_USHORT_GRAY);
        short[] levels = ((DataBufferUShort) image.getRaster().getDataBuffer()).getData();
        levels[1] = (short) 0x8080;
        levels[2] = (short) 0x8100;
        levels[3] = (short) 0xffff;
        for (String format : new String[] {"png", "tiff"}) {
            assertThat(read(encode(image, format)).pixels()).containsExactly(0, 128, 128, 255);
        }
        levels[2] = (short) 0x8101;
        assertThat(read(encode(image, "png")).at(2, 0)).isEqualTo(129);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void undoesTheDifferencesOfSixteenBitTiffs(int bands) {
        BufferedImage image = picture(40, 30, bands == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
        assertThat(difference(read(TestImages.differencedTiff(image, bands)), GrayLevels.of(image))).isZero();
    }

    @Test
    void readsSixteenBitColourWithAlpha() {
        byte[] row = {0, (byte) 0xff, (byte) 0xff, 0, 0, 0, 0, (byte) 0x80, 0};
        assertThat(read(png(1, 1, 16, 6, row)).at(0, 0)).isEqualTo(165);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void readsPacksOfSeveralPixelsInAByte(int bits) {
        byte[] row = {0, (byte) 0b1100_0000, 0, 0, 0};
        GrayImage read = read(png(3, 1, bits, 0, row));
        assertThat(read.at(0, 0)).isEqualTo(bits == 4 ? 204 : 255);
        assertThat(read.at(2, 0)).isZero();
    }

    @Test
    void readsInksAsTheyPrint() {
        GrayImage light = expectedReference(false);
        assertThat(meanDifference(read(resource("cmyk.jpg")), light)).isLessThan(6);
        assertThat(meanDifference(read(resource("ycck.jpg")), light)).isLessThan(6);
    }

    @Test
    void readsWebpWithAndWithoutLossAndItsFirstFrame() {
        GrayImage reference = expectedReference(true);
        assertThat(difference(read(resource("lossless.webp")), reference)).isZero();
        assertThat(meanDifference(read(resource("lossy-alpha.webp")), reference)).isLessThan(4);
        assertThat(meanDifference(read(resource("animated.webp")), reference)).isLessThan(4);
    }

    @ParameterizedTest
    @CsvSource({"1, abcdef, 3", "2, cbafed, 3", "3, fedcba, 3", "4, defabc, 3",
        "5, adbecf, 2", "6, daebfc, 2", "7, fcebda, 2", "8, cfbead, 2"})
    void turnsThePictureAsItsOrientationSays(int orientation, String expected, int width) {
        var image = new BufferedImage(24, 16, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < 16; y++) {
            for (int x = 0; x < 24; x++) {
                image.getRaster().setSample(x, y, 0, 40 * (x / 8 + 3 * (y / 8)));
            }
        }
        byte[] jpeg = insert(encode(image, "jpg"), 2, exifSegment(orientation));
        byte[] png = insert(encode(image, "png"), 33, pngChunk("eXIf", exif(orientation)));
        assertThat(blocks(read(jpeg))).isEqualTo(expected);
        assertThat(blocks(read(png))).isEqualTo(expected);
        assertThat(read(png).width()).isEqualTo(8 * width);
    }

    @Test
    void placesTheFirstFrameOfAGifOnItsScreen() {
        var image = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_BINARY);
        byte[] gif = encode(image, "gif");
        gif[6] = 3;
        gif[8] = 2;
        int frame = 13 + 6;
        while (gif[frame] != 0x2c) {
            frame++;
        }
        gif[frame + 1] = 1;
        gif[frame + 3] = 1;
        GrayImage read = read(gif);
        assertThat(read.width()).isEqualTo(3);
        assertThat(read.pixels()).containsExactly(255, 255, 255, 255, 0, 255);
    }

    @Test
    void showsDecodersNothingButWhatMakesPixels() {
        byte[] png = encode(picture(8, 8, BufferedImage.TYPE_BYTE_INDEXED), "png");
        byte[] text = pngChunk("zTXt", new byte[5000]);
        byte[] profile = pngChunk("iCCP", new byte[5000]);
        byte[] large = insert(insert(png, 33, text), 33, profile);
        assertThat(PngHeader.read(large, ImageLimits.DEFAULTS).file()).isEqualTo(png);

        byte[] jpeg = encode(picture(8, 8, BufferedImage.TYPE_3BYTE_BGR), "jpg");
        byte[] segment = new byte[1002];
        segment[0] = (byte) 0xff;
        segment[2] = 1000 >> 8;
        segment[3] = (byte) 1000;
        byte[] bloated = jpeg;
        for (int marker : new int[] {0xe1, 0xe2, 0xed, 0xfe}) {
            segment[1] = (byte) marker;
            bloated = insert(bloated, 20, segment);
        }
        assertThat(JpegHeader.read(bloated, ImageLimits.DEFAULTS).file()).isEqualTo(jpeg);
    }

    @Test
    void stopsUnpackingWhenTheImageIsFull() throws Exception {
        byte[] bomb = deflate(new byte[100 << 20]);
        byte[] file = png(4, 4, 8, 0, new byte[100 << 20]);
        read(png(4, 4, 8, 0, new byte[20]));
        long nanos = cpuTime(() -> assertThat(read(file).pixels()).hasSize(16));
        assertThat(nanos).isLessThan(cpuTime(() -> inflate(bomb)) / 2);
    }

    /** Processor time of this thread, which other work on the machine does not lengthen. */
    private static long cpuTime(Callable<?> work) throws Exception {
        var threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        work.call();
        return threads.getCurrentThreadCpuTime() - before;
    }

    private static long inflate(byte[] data) throws IOException {
        try (var in = new InflaterInputStream(new ByteArrayInputStream(data))) {
            return in.transferTo(OutputStream.nullOutputStream());
        }
    }

    @Test
    void readsFilesWhateverTheirName(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("not-a.jpg"), encode(picture(5, 4, BufferedImage.TYPE_INT_RGB), "png"));
        assertThat(ImageReader.read(file, ImageLimits.DEFAULTS).width()).isEqualTo(5);
    }

    @Test
    void readsBackWhatThePngWriterWrites() {
        GrayImage image = expected(picture(23, 9, BufferedImage.TYPE_INT_RGB));
        assertThat(read(PngWriter.write(image)).pixels()).isEqualTo(image.pixels());
    }

    @Test
    void readsManyAtOnce() throws Exception {
        byte[][] files = {resource("lossless.webp"), resource("ycck.jpg"), resource("reference.png")};
        List<GrayImage> expected = Arrays.stream(files).map(ImageReaderTest::read).toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<GrayImage>> answers = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                byte[] file = files[i % 3];
                answers.add(threads.submit(() -> read(file)));
            }
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get().pixels()).isEqualTo(expected.get(i % 3).pixels());
            }
        }
    }

    private static GrayImage read(byte[] file) {
        return ImageReader.read(file, ImageLimits.DEFAULTS);
    }

    /** What Pillow makes of a picture: composited on white, then {@code convert("L")}. */
    private static GrayImage expected(BufferedImage image) {
        byte[] pixels = new byte[image.getWidth() * image.getHeight()];
        for (int i = 0; i < pixels.length; i++) {
            int argb = image.getRGB(i % image.getWidth(), i / image.getWidth());
            int alpha = argb >>> 24;
            pixels[i] = (byte) GrayImage.luma(
                    onWhite(argb >> 16 & 255, alpha), onWhite(argb >> 8 & 255, alpha), onWhite(argb & 255, alpha));
        }
        return new GrayImage(image.getWidth(), image.getHeight(), pixels);
    }

    private static int onWhite(int value, int alpha) {
        return (int) Math.round((value * alpha + 255.0 * (255 - alpha)) / 255);
    }

    private static GrayImage expectedReference(boolean alpha) {
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(resource("reference.png")));
            if (!alpha) {
                var opaque = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
                for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
                    int x = i % image.getWidth();
                    int y = i / image.getWidth();
                    opaque.setRGB(x, y, image.getRGB(x, y));
                }
                return expected(opaque);
            }
            return expected(image);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String blocks(GrayImage image) {
        var letters = new StringBuilder();
        for (int y = 4; y < image.height(); y += 8) {
            for (int x = 4; x < image.width(); x += 8) {
                letters.append((char) ('a' + Math.round(image.at(x, y) / 40f)));
            }
        }
        return letters.toString();
    }

    private static byte[] jpeg(BufferedImage image, boolean progressive) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName("jpg").next();
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
        var out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    private static int difference(GrayImage one, GrayImage other) {
        assertThat(one.width()).isEqualTo(other.width());
        int most = 0;
        for (int i = 0; i < one.pixels().length; i++) {
            most = Math.max(most, Math.abs((one.pixels()[i] & 255) - (other.pixels()[i] & 255)));
        }
        return most;
    }

    private static double meanDifference(GrayImage one, GrayImage other) {
        assertThat(one.width()).isEqualTo(other.width());
        long sum = 0;
        for (int i = 0; i < one.pixels().length; i++) {
            sum += Math.abs((one.pixels()[i] & 255) - (other.pixels()[i] & 255));
        }
        return sum / (double) one.pixels().length;
    }
}
