package org.lisible.engine.pure;

import java.util.Arrays;

import org.lisible.engine.pure.kernels.KernelChoice;
import org.lisible.engine.pure.kernels.Kernels;
import org.lisible.engine.pure.kernels.PackedMatrix;
import org.lisible.engine.pure.kernels.Rows;
import org.lisible.engine.pure.kernels.Window;

/**
 * How fast each kernel is on the reference CRNN's sizes, in GF/s or microseconds: shows at once when the JIT gives up on
 * one. Started like {@link Benchmark}.
 */
final class KernelBenchmark {

    private KernelBenchmark() {}

    /** @param arguments {@code auto} or {@code scalar} */
    public static void main(String[] arguments) {
        Kernels kernels = KernelChoice.of(arguments.length > 0 ? arguments[0] : "auto").kernels();
        System.out.println(kernels.name());
        product(kernels, "convolution 32 to 64", 100, new Rows(32, 3, 102 * 32, 96), 64);
        product(kernels, "convolution 64 to 128", 50, new Rows(64, 3, 52 * 64, 192), 128);
        product(kernels, "convolution 1 to 32", 200, new Rows(1, 3, 202, 3), 32);
        product(kernels, "linear on columns", 50, new Rows(128, 8, 50 * 128, 128), 64);
        product(kernels, "Winograd 64 to 128", 20, new Rows(64, 1, 0, 64), 128);
        recurrence(kernels);
    }

    private static void product(Kernels kernels, String what, int count, Rows rows, int columns) {
        int depth = rows.depth();
        float[] a = new float[count * rows.rowStride() + rows.segments() * rows.segmentStride() + depth];
        float[] out = new float[count * columns];
        PackedMatrix matrix = kernels.pack(new float[depth * columns], new float[columns], depth, columns);
        double micros = best(() -> kernels.multiply(a, 0, rows, count, matrix, true, out, 0, columns));
        System.out.printf("%-24s %8.1f us %8.1f GF/s%n", what, micros, 2e-3 * count * depth * columns / micros);
    }

    private static void recurrence(Kernels kernels) {
        float[] hidden = new float[128];
        float[] gates = new float[512];
        float[] cell = new float[128];
        PackedMatrix matrix = kernels.pack(new float[128 * 512], new float[512], 128, 512);
        double micros = best(() -> kernels.addProduct(hidden, 0, matrix, gates, 0));
        System.out.printf("%-24s %8.1f us %8.1f GF/s%n", "recurrent product", micros, 2e-3 * 128 * 512 / micros);
        System.out.printf("%-24s %8.1f us%n", "lstm cell", best(() -> kernels.lstmCell(gates, 0, cell, 0, hidden, 0, 128)));
        float[] lines = new float[2 * 200 * 32];
        float[] out = new float[100 * 32];
        Window window = new Window(2, 2, 2);
        double pool = best(() -> kernels.maxPool(lines, 0, 200 * 32, window, 32, 100, out, 0));
        System.out.printf("%-24s %8.1f us%n", "pool 2x2, 100 windows", pool);
    }

    private static double best(Runnable kernel) {
        double[] times = new double[15];
        for (int i = 0; i < times.length; i++) {
            long start = System.nanoTime();
            for (int round = 0; round < 2000; round++) {
                kernel.run();
            }
            times[i] = (System.nanoTime() - start) / 2000 / 1e3;
        }
        Arrays.sort(times);
        return times[0];
    }
}
