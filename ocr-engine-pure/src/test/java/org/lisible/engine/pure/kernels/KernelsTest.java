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
    @CsvSource({"1, 16, 1", "13, 32, 3", "207, 48, 4", "128, 512, 1", "128, 512, 8", "16, 64, 13", "702, 144, 5", "3, 16, 9"})
    void addsProducts(int depth, int columns, int count) {
        int xStride = depth + random.nextInt(5);
        int yStride = columns + random.nextInt(5);
        float[] x = values(3 + count * xStride);
        float[] matrix = values(depth * columns);
        float[] bias = values(columns);
        float[] expected = values(4 + count * yStride + 7);
        float[] actual = expected.clone();
        float[] before = expected.clone();
        PackedMatrix scalarMatrix = scalar.pack(matrix, bias, depth, columns);
        scalar.addProducts(x, 3, xStride, count, scalarMatrix, expected, 4, yStride);
        vector.addProducts(x, 3, xStride, count, vector.pack(matrix, bias, depth, columns), actual, 4, yStride);
        assertClose(actual, expected, Math.sqrt(depth));
        double sum = before[4 + (count - 1) * yStride + 1];
        for (int k = 0; k < depth; k++) {
            sum += (double) x[3 + (count - 1) * xStride + k] * matrix[k * columns + 1];
        }
        assertThat((double) expected[4 + (count - 1) * yStride + 1]).isCloseTo(sum, within(1e-5 * Math.sqrt(depth)));
    }

    @ParameterizedTest
    @CsvSource({"1, 16, false", "2, 32, true", "7, 48, true", "13, 176, false", "100, 32, true"})
    void convolvesPlanes(int count, int columns, boolean rectify) {
        int lineStride = 2 * count + 2 + random.nextInt(5);
        float[] in = values(3 + 4 * lineStride);
        float[] matrix = values(9 * columns);
        float[] bias = values(columns);
        int outStride = columns + random.nextInt(5);
        float[] expected = values(2 + count * outStride + 7);
        float[] actual = expected.clone();
        PackedMatrix scalarMatrix = scalar.pack(matrix, bias, 9, columns);
        scalar.convolvePlane(in, 3, lineStride, count, scalarMatrix, rectify, expected, 2, outStride);
        PackedMatrix vectorMatrix = vector.pack(matrix, bias, 9, columns);
        vector.convolvePlane(in, 3, lineStride, count, vectorMatrix, rectify, actual, 2, outStride);
        assertClose(actual, expected, 3);
        double largest = rectify ? 0 : Double.NEGATIVE_INFINITY;
        for (int corner = 0; corner < 4; corner++) {
            double sum = bias[columns - 1];
            for (int tap = 0; tap < 9; tap++) {
                int at = 3 + (corner / 2 + tap / 3) * lineStride + 2 * (count - 1) + corner % 2 + tap % 3;
                sum += (double) in[at] * matrix[tap * columns + columns - 1];
            }
            largest = Math.max(largest, sum);
        }
        assertThat((double) expected[2 + (count - 1) * outStride + columns - 1]).isCloseTo(largest, within(3e-5));
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
        float[] scratch = new float[Winograd.scratch(channels)];
        scalar.winogradInput(in, 7, lineStride, channels, tiles, scratch, expected, 11, positionStride);
        vector.winogradInput(in, 7, lineStride, channels, tiles, scratch, actual, 11, positionStride);
        assertClose(actual, expected, 10);
    }

    /** Whole tiles, and tiles that stand out of the picture below and on the right; what lies beside it stays. */
    @ParameterizedTest
    @CsvSource({
        "16, 1, 1, 1, 4, 4, true",
        "48, 3, 1, 1, 3, 9, false",
        "32, 13, 2, 2, 2, 26, true",
        "144, 2, 2, 2, 1, 3, false",
        "16, 9, 2, 1, 2, 36, false",
        "32, 2, 2, 1, 1, 6, true",
        "16, 3, 1, 1, 1, 11, true"
    })
    void transformsWinogradTilesBack(
            int channels, int tiles, int poolHeight, int poolWidth, int lines, int pixels, boolean rectify) {
        int positionStride = tiles * channels + 3;
        float[] products = values(11 + 36 * positionStride);
        float[] bias = values(channels);
        Window pool = new Window(poolHeight, poolWidth, poolWidth);
        int lineStride = (pixels + 1) * channels + 2;
        float[] expected = values(5 + lines * lineStride);
        float[] actual = expected.clone();
        float[] scratch = new float[Winograd.scratch(channels)];
        scalar.winogradOutput(
                products, 11, positionStride, channels, tiles, scratch, bias, rectify, pool, lines, pixels, expected, 5,
                lineStride);
        vector.winogradOutput(
                products, 11, positionStride, channels, tiles, scratch, bias, rectify, pool, lines, pixels, actual, 5,
                lineStride);
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
