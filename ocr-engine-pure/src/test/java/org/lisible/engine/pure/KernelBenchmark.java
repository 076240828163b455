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
        convolution(kernels, 32, 64, 100);
        convolution(kernels, 64, 128, 50);
        convolution(kernels, 1, 32, 200);
        product(kernels, "Winograd 64 to 128", 20, 64, 128);
        product(kernels, "linear 2304 to 512", 1, 2304, 512);
        product(kernels, "linear 2304 to 512", 16, 2304, 512);
        recurrence(kernels);
    }

    private static void convolution(Kernels kernels, int in, int out, int width) {
        Rows rows = new Rows(Rows.evenly(width, in), Rows.evenly(width, out), 3, (width + 2) * in, 3 * in);
        product(kernels, "convolution " + in + " to " + out, rows, 3 * (width + 2) * in, out);
    }

    private static void product(Kernels kernels, String what, int count, int depth, int columns) {
        product(kernels, what + " of " + count, Rows.of(count, depth, depth, columns), count * depth, columns);
    }

    private static void product(Kernels kernels, String what, Rows rows, int size, int columns) {
        int depth = rows.depth();
        int count = rows.from().length;
        float[] a = new float[size];
        float[] out = new float[count * columns];
        PackedMatrix matrix = kernels.pack(new float[depth * columns], new float[columns], depth, columns);
        double micros = best(() -> kernels.multiply(a, 0, rows, 0, count, matrix, true, out, 0));
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
