package org.lisible.engine.pure.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The vector kernels against their scalar twins, on sizes that no vector width and no tile divides. */
@Tag("vector-module")
class KernelsTest {

    private static final long SEED = 42;

    private final Kernels scalar = new ScalarKernels();
    private final Kernels vector = KernelChoice.of("auto").kernels();
    private final Random random = new Random(SEED);

    @BeforeAll
    static void printTheSeed() {
        System.out.println("KernelsTest, seed " + SEED + ", " + KernelChoice.of("auto"));
    }

    @Test
    void theseAreTwoDifferentKinds() {
        assertThat(vector).isNotInstanceOf(ScalarKernels.class);
    }

    /** Rows that overlap or lie apart in no order, results in no order either, and matrices with more rows than needed. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, 16, 1",
        "1, 13, 32, 2",
        "7, 3, 48, 3",
        "8, 207, 16, 1",
        "9, 31, 176, 3",
        "13, 5, 64, 4",
        "49, 64, 96, 3",
        "50, 702, 48, 1",
        "207, 13, 128, 3"
    })
    void multiplies(int count, int length, int columns, int segments) {
        int first = random.nextInt(4);
        int[] from = random.ints(first + count, 0, 3 * count).toArray();
        int[] to = Rows.evenly(first + count, columns + random.nextInt(20));
        shuffle(to);
        int skipped = random.nextInt(3);
        Rows rows = new Rows(from, to, segments, random.nextInt(0, 100), length, skipped);
        int depth = skipped + rows.depth() + random.nextInt(3);
        int aStart = random.nextInt(20);
        float[] a = values(aStart + 3 * count + (segments - 1) * rows.segmentStride() + length);
        float[] matrix = values(depth * columns);
        float[] bias = values(columns);
        for (boolean rectify : new boolean[] {false, true}) {
            float[] expected = values(5 + (first + count) * (columns + 20));
            float[] actual = expected.clone();
            PackedMatrix scalarMatrix = scalar.pack(matrix, bias, depth, columns);
            PackedMatrix vectorMatrix = vector.pack(matrix, bias, depth, columns);
            scalar.multiply(a, aStart, rows, first, count, scalarMatrix, rectify, expected, 5);
            vector.multiply(a, aStart, rows, first, count, vectorMatrix, rectify, actual, 5);
            assertClose(actual, expected, Math.sqrt(depth));
        }
    }

    @Test
    void scalarProductsAreThoseOfTheDefinition() {
        Rows rows = new Rows(new int[] {50, 0, 9, 3, 6, 4}, new int[] {0, 48, 0, 64, 16, 32}, 2, 40, 7, 1);
        float[] a = values(100);
        float[] matrix = values(17 * 16);
        float[] bias = values(16);
        float[] out = new float[5 * 16];
        scalar.multiply(a, 2, rows, 1, 5, scalar.pack(matrix, bias, 17, 16), false, out, 0);
        for (int r = 1; r < 6; r++) {
            for (int column = 0; column < 16; column++) {
                double sum = bias[column];
                for (int k = 0; k < 14; k++) {
                    sum += (double) a[2 + rows.from()[r] + k / 7 * 40 + k % 7] * matrix[(1 + k) * 16 + column];
                }
                assertThat((double) out[rows.to()[r] + column]).isCloseTo(sum, within(1e-5));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 16", "13, 32", "207, 48", "128, 512", "16, 64", "702, 144"})
    void addsProducts(int depth, int columns) {
        float[] x = values(depth + 3);
        float[] matrix = values(depth * columns);
        float[] bias = values(columns);
        float[] expected = values(columns + 11);
        float[] actual = expected.clone();
        scalar.addProduct(x, 3, scalar.pack(matrix, bias, depth, columns), expected, 4);
        vector.addProduct(x, 3, vector.pack(matrix, bias, depth, columns), actual, 4);
        assertClose(actual, expected, Math.sqrt(depth));
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1, 1, 1", "1, 1, 1, 48, 13", "2, 2, 2, 16, 13", "3, 2, 1, 48, 7", "2, 3, 5, 3, 207", "1, 4, 2, 32, 1"})
    void poolsToTheSameNumbers(int height, int width, int stride, int channels, int count) {
        Window window = new Window(height, width, stride);
        int lineStride = ((count - 1) * stride + width) * channels + random.nextInt(5);
        float[] in = values(7 + height * lineStride);
        float[] expected = values(3 + count * channels);
        float[] actual = expected.clone();
        scalar.maxPool(in, 7, lineStride, window, channels, count, expected, 3);
        vector.maxPool(in, 7, lineStride, window, channels, count, actual, 3);
        assertThat(actual).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "1, 7, 16", "3, 3, 13", "4, 4, 176", "7, 5, 94", "2, 13, 207"})
    void averages(int height, int width, int channels) {
        int lineStride = width * channels + random.nextInt(5);
        float[] in = values(7 + height * lineStride);
        float[] expected = values(3 + channels + 5);
        float[] actual = expected.clone();
        scalar.average(in, 7, lineStride, height, width, channels, expected, 3);
        vector.average(in, 7, lineStride, height, width, channels, actual, 3);
        assertClose(actual, expected, 1);
    }

    @Test
    void anAverageIsThatOfTheDefinition() {
        float[] out = new float[3];
        scalar.average(new float[] {9, 1, 2, 3, 4, 9, 5, 6, 7, 8}, 1, 5, 2, 2, 2, out, 1);
        assertThat(out).containsExactly(0, 4, 5);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 13, 16, 207, 702})
    void addsToTheSameNumbers(int count) {
        float[] a = values(count + 9);
        float[] b = values(count + 3);
        a[4] = Float.NaN;
        for (boolean rectify : new boolean[] {false, true}) {
            float[] expected = values(count + 5);
            float[] actual = expected.clone();
            scalar.add(a, 4, b, 1, count, rectify, expected, 2);
            vector.add(a, 4, b, 1, count, rectify, actual, 2);
            assertThat(actual).isEqualTo(expected);
            assertThat(expected[2]).isNaN();
            if (count > 1) {
                float sum = a[5] + b[2];
                assertThat(expected[3]).isEqualTo(rectify ? Math.max(sum, 0) : sum);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "13, 3", "7, 16", "3, 207", "2, 702"})
    void scales(int count, int channels) {
        float[] expected = values(2 + count * channels + 5);
        float[] actual = expected.clone();
        float[] scale = values(channels);
        float[] shift = values(channels);
        scalar.scale(expected, 2, count, channels, scale, shift);
        vector.scale(actual, 2, count, channels, scale, shift);
        assertClose(actual, expected, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 13, 16, 207, 702})
    void rectifiesToTheSameNumbers(int count) {
        float[] expected = values(count + 9);
        expected[4] = Float.NaN;
        float[] actual = expected.clone();
        scalar.rectify(expected, 4, count);
        vector.rectify(actual, 4, count);
        assertThat(actual).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 32, 128, 208})
    void stepsThroughAnLstmCell(int units) {
        float[] gates = values(3 + 4 * units);
        for (int i = 0; i < gates.length; i++) {
            gates[i] *= 6;
        }
        float[] expectedCell = values(units + 2);
        float[] expectedHidden = values(units + 1);
        float[] actualCell = expectedCell.clone();
        float[] actualHidden = expectedHidden.clone();
        scalar.lstmCell(gates.clone(), 3, expectedCell, 2, expectedHidden, 1, units);
        vector.lstmCell(gates, 3, actualCell, 2, actualHidden, 1, units);
        assertClose(actualCell, expectedCell, 1);
        assertClose(actualHidden, expectedHidden, 1);
    }

    @ParameterizedTest
    @CsvSource({"16, 1", "48, 3", "32, 13", "144, 2"})
    void transformsWinogradTiles(int channels, int tiles) {
        int lineStride = (4 * tiles + 2) * channels + 5;
        float[] in = values(7 + 6 * lineStride);
        int positionStride = tiles * channels + 3;
        float[] expected = values(11 + 36 * positionStride);
        float[] actual = expected.clone();
        float[] lines = new float[6 * lineStride];
        scalar.winogradInput(in, 7, lineStride, channels, tiles, lines, expected, 11, positionStride);
        vector.winogradInput(in, 7, lineStride, channels, tiles, lines, actual, 11, positionStride);
        assertClose(actual, expected, 10);
    }

    @ParameterizedTest
    @CsvSource({"16, 1, true", "48, 3, false", "32, 13, true", "144, 2, false"})
    void transformsWinogradTilesBack(int channels, int tiles, boolean rectify) {
        int positionStride = tiles * channels + 3;
        float[] products = values(11 + 36 * positionStride);
        float[] bias = values(channels);
        int lineStride = 4 * tiles * channels;
        float[] expected = new float[4 * lineStride];
        float[] actual = new float[4 * lineStride];
        scalar.winogradOutput(
                products.clone(), 11, positionStride, channels, tiles, bias, rectify, expected, lineStride);
        vector.winogradOutput(products, 11, positionStride, channels, tiles, bias, rectify, actual, lineStride);
        assertClose(actual, expected, 100);
    }

    @Test
    void tanhIsWithinAMillionth() {
        for (float x = -20; x < 20; x += 1e-4f) {
            double expected = Math.tanh(x);
            assertThat((double) Tanh.of(x)).as("tanh(%s)", x).isCloseTo(expected, within(1e-6 * Math.abs(expected)));
        }
    }

    private void shuffle(int[] values) {
        for (int i = values.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int value = values[i];
            values[i] = values[other];
            values[other] = value;
        }
    }

    private float[] values(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static void assertClose(float[] actual, float[] expected, double scale) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) actual[i]).as("value %d, seed %d", i, SEED).isCloseTo(expected[i], within(1e-5 * scale));
        }
    }
}
