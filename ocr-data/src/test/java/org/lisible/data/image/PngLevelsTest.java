package org.lisible.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lisible.data.image.TestImages.encode;
import static org.lisible.data.image.TestImages.insert;
import static org.lisible.data.image.TestImages.picture;
import static org.lisible.data.image.TestImages.png;
import static org.lisible.data.image.TestImages.pngChunk;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lisible.image.GrayImage;

class PngLevelsTest {

    private static final int IHDR_END = 33;
    private static final int FILTERS = 5;

    /** Random bytes are a picture, too, whatever the filter of their row. */
    @ParameterizedTest
    @CsvSource({"0,1,1", "0,1,13", "0,1,207", "2,3,1", "2,3,13", "2,3,207", "4,2,1", "4,2,13", "4,2,207", "6,4,1", "6,4,13", "6,4,207"})
    void readsEveryKindAndFilterAsImageIoDoes(int colourType, int bands, int width) throws IOException {
        int height = 4 * FILTERS;
        byte[] file = png(width, height, 8, colourType, rows(width * bands, height));
        assertThat(same(PngLevels.of(file).orElseThrow(), byImageIo(file))).isTrue();
    }

    @Test
    void readsDataInSeveralChunks() throws IOException {
        byte[] file = png(13, 10, 8, 6, rows(13 * 4, 10));
        int start = IHDR_END + 8;
        byte[] data = Arrays.copyOfRange(file, start, file.length - 12 - 4);
        byte[] split = Arrays.copyOf(file, IHDR_END);
        for (int from = 0; from < data.length; from += 100) {
            split = insert(split, split.length, pngChunk("IDAT", Arrays.copyOfRange(data, from, Math.min(data.length, from + 100))));
            split = insert(split, split.length, pngChunk("IDAT", new byte[0]));
        }
        split = insert(split, split.length, pngChunk("IEND", new byte[0]));
        assertThat(same(PngLevels.of(split).orElseThrow(), byImageIo(file))).isTrue();
    }

    @Test
    void leavesOtherKindsToImageIo() {
        byte[] rows = rows(8 * 4, 8);
        assertThat(PngLevels.of(png(8, 8, 16, 0, rows))).isEmpty();
        assertThat(PngLevels.of(png(8, 8, 4, 0, rows))).isEmpty();
        assertThat(PngLevels.of(encode(picture(8, 8, BufferedImage.TYPE_BYTE_INDEXED), "png"))).isEmpty();
        byte[] interlaced = png(8, 8, 8, 6, rows);
        interlaced[28] = 1;
        assertThat(PngLevels.of(interlaced)).isEmpty();
        byte[] transparentColour = insert(png(8, 8, 8, 2, rows(8 * 3, 8)), IHDR_END, pngChunk("tRNS", new byte[6]));
        assertThat(PngLevels.of(transparentColour)).isEmpty();
    }

    @Test
    void leavesDamageToImageIo() {
        byte[] rows = rows(8 * 4, 8);
        assertThat(PngLevels.of(png(8, 9, 8, 6, rows))).as("too few rows").isEmpty();
        assertThat(PngLevels.of(png(8, 7, 8, 6, rows))).as("too many rows").isEmpty();
        byte[] file = png(8, 8, 8, 6, rows);
        byte[] cut = insert(
                insert(Arrays.copyOf(file, IHDR_END), IHDR_END, pngChunk("IDAT", Arrays.copyOfRange(file, IHDR_END + 8, IHDR_END + 60))),
                IHDR_END + 64,
                pngChunk("IEND", new byte[0]));
        assertThat(PngLevels.of(cut)).as("cut short").isEmpty();
        file[IHDR_END + 8] = 0;
        assertThat(PngLevels.of(file)).as("not deflated").isEmpty();
        rows[0] = FILTERS;
        assertThat(PngLevels.of(png(8, 8, 8, 6, rows))).as("no such filter").isEmpty();
    }

    /** Each with the filter of its number. */
    private static byte[] rows(int bytes, int count) {
        byte[] rows = new byte[count * (1 + bytes)];
        new Random(bytes).nextBytes(rows);
        for (int row = 0; row < count; row++) {
            rows[row * (1 + bytes)] = (byte) (row % FILTERS);
        }
        return rows;
    }

    private static GrayImage byImageIo(byte[] file) throws IOException {
        return GrayLevels.of(ImageIO.read(new ByteArrayInputStream(file)));
    }

    private static boolean same(GrayImage one, GrayImage other) {
        return one.width() == other.width() && one.height() == other.height() && Arrays.equals(one.pixels(), other.pixels());
    }
}
