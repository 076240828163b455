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

    @ParameterizedTest
    @CsvSource({
        "1, 1, 16, 1", "1, 13, 32, 2", "7, 3, 48, 3", "8, 207, 16, 1", "13, 5, 64, 4", "50, 702, 48, 1", "207, 13, 128, 3"
    })
    void multiplies(int count, int length, int columns, int segments) {
        Rows rows = new Rows(random.nextInt(1, length + 3), segments, random.nextInt(0, 100), length);
        int depth = rows.depth();
        int aStart = random.nextInt(20);
        float[] a = values(aStart + (count - 1) * rows.rowStride() + (segments - 1) * rows.segmentStride() + length);
        float[] matrix = values(depth * columns);
        float[] bias = values(columns);
        int stride = columns + random.nextInt(20);
        for (boolean rectify : new boolean[] {false, true}) {
            float[] expected = values(5 + count * stride);
            float[] actual = expected.clone();
            scalar.multiply(
                    a, aStart, rows, count, scalar.pack(matrix, bias, depth, columns), rectify, expected, 5, stride);
            vector.multiply(
                    a, aStart, rows, count, vector.pack(matrix, bias, depth, columns), rectify, actual, 5, stride);
            assertClose(actual, expected, Math.sqrt(depth));
        }
    }

    @Test
    void scalarProductsAreThoseOfTheDefinition() {
        Rows rows = new Rows(3, 2, 40, 7);
        float[] a = values(100);
        float[] matrix = values(14 * 16);
        float[] bias = values(16);
        float[] out = new float[5 * 16];
        scalar.multiply(a, 2, rows, 5, scalar.pack(matrix, bias, 14, 16), false, out, 0, 16);
        for (int r = 0; r < 5; r++) {
            for (int column = 0; column < 16; column++) {
                double sum = bias[column];
                for (int k = 0; k < 14; k++) {
                    sum += (double) a[2 + r * 3 + k / 7 * 40 + k % 7] * matrix[k * 16 + column];
                }
                assertThat((double) out[r * 16 + column]).isCloseTo(sum, within(1e-5));
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
    @CsvSource({"1, 1, 1, 1, 1", "2, 2, 2, 16, 13", "3, 2, 1, 48, 7", "2, 3, 5, 3, 207", "1, 4, 2, 32, 1"})
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
