package org.lisible.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.lisible.model.InputSpec.Interpolation.BILINEAR;
import static org.lisible.model.InputSpec.Interpolation.LANCZOS;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lisible.image.GrayImage;
import org.lisible.model.InputSpec.Interpolation;

class ResamplerTest {

    /** What Pillow 12.3.0 made of the images of {@link #pattern}; the file's head says how. */
    static Stream<String> bilinearByPillow() throws IOException {
        return lines("pillow-bilinear.txt");
    }

    /** Likewise, with the part of the image that was scaled. */
    static Stream<String> lanczosByPillow() throws IOException {
        return lines("pillow-lanczos.txt");
    }

    static Stream<String> lines(String name) throws IOException {
        try (var file = ResamplerTest.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("bilinearByPillow")
    void givesExactlyThePixelsThatPillowGives(String line) {
        String[] words = line.split(" ");
        int[] from = size(words[0]);
        int[] to = size(words[1]);
        GrayImage resized = Resampler.resize(pattern(from[0], from[1]), to[0], to[1], BILINEAR);
        assertThat(resized.width()).isEqualTo(to[0]);
        assertThat(resized.pixels()).containsExactly(HexFormat.of().parseHex(words[2]));
    }

    @ParameterizedTest
    @MethodSource("lanczosByPillow")
    void givesThePixelsThatPillowsLanczosGivesToWithinOneLevel(String line) {
        String[] words = line.split(" ");
        int[] from = size(words[0]);
        double[] box = Stream.of(words[1].split(",")).mapToDouble(Double::parseDouble).toArray();
        int[] to = size(words[2]);
        GrayImage resized = Resampler.resize(
                pattern(from[0], from[1]),
                new Resampler.Stretch(box[0], box[2]),
                new Resampler.Stretch(box[1], box[3]),
                to[0],
                to[1],
                LANCZOS);
        byte[] expected = HexFormat.of().parseHex(words[3]);
        for (int i = 0; i < expected.length; i++) {
            assertThat(resized.pixels()[i] & 0xff).as("pixel %d", i).isCloseTo(expected[i] & 0xff, within(1));
        }
    }

    @Test
    void staysWithinOneGreyLevelOfTheExactTriangleFilter() {
        Random random = new Random(11);
        for (int round = 0; round < 60; round++) {
            GrayImage image = noise(random, 1 + random.nextInt(90), 1 + random.nextInt(60));
            int width = 1 + random.nextInt(90);
            int height = 1 + random.nextInt(60);
            GrayImage resized = Resampler.resize(image, width, height, BILINEAR);
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    assertThat((double) resized.at(x, y))
                            .as("%dx%d to %dx%d at %d, %d", image.width(), image.height(), width, height, x, y)
                            .isCloseTo(exact(image, width, height, x, y), within(1.01));
                }
            }
        }
    }

    @Test
    void keepsAnImageOfTheWantedSizeUntouched() {
        GrayImage image = pattern(20, 5);
        assertThat(Resampler.resize(image, 20, 5, LANCZOS)).isSameAs(image);
    }

    @Test
    void keepsAnEvenGreyEven() {
        byte[] pixels = new byte[31 * 17];
        Arrays.fill(pixels, (byte) 255);
        for (Interpolation filter : Interpolation.values()) {
            assertThat(Resampler.resize(new GrayImage(31, 17, pixels), 200, 50, filter).pixels()).containsOnly((byte) 255);
        }
    }

    /** The two-dimensional triangle filter in floating point, without rounding in between. */
    private static double exact(GrayImage image, int width, int height, int x, int y) {
        double sum = 0;
        double weights = 0;
        for (int row = 0; row < image.height(); row++) {
            double down = weight(row, y, (double) image.height() / height);
            for (int column = 0; down > 0 && column < image.width(); column++) {
                double weight = down * weight(column, x, (double) image.width() / width);
                sum += weight * image.at(column, row);
                weights += weight;
            }
        }
        return sum / weights;
    }

    private static double weight(int source, int target, double scale) {
        return Math.max(0, 1 - Math.abs(source + 0.5 - (target + 0.5) * scale) / Math.max(scale, 1));
    }

    private static int[] size(String text) {
        return Stream.of(text.split("x")).mapToInt(Integer::parseInt).toArray();
    }

    static GrayImage pattern(int width, int height) {
        byte[] pixels = new byte[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                pixels[y * width + x] = (byte) (37 * x + 91 * y + 3 * (x * y % 53) + x / 3 * y);
            }
        }
        return new GrayImage(width, height, pixels);
    }

    private static GrayImage noise(Random random, int width, int height) {
        byte[] pixels = new byte[width * height];
        random.nextBytes(pixels);
        return new GrayImage(width, height, pixels);
    }
}
