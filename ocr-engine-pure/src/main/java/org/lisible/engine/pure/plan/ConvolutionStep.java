package org.lisible.engine.pure.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.lisible.engine.pure.kernels.Kernels;
import org.lisible.engine.pure.kernels.Rows;
import org.lisible.model.Layer.Conv2d;

/**
 * A convolution as a matrix product: the windows of all images are the left matrix' rows, read where they lie. Batch
 * normalisation is in the weights, and ReLU follows before what was computed leaves the registers.
 *
 * @param bands the windows, those together that have the same lines in the picture; in each band image by image
 * @param capacity images of a full group
 */
record ConvolutionStep(
        Kernels kernels, SplitMatrix weights, Band[] bands, Grid in, Grid out, int capacity, boolean rectify)
        implements Step {

    /** Windows of one product where its weights stay in the cache: enough to keep the kernels busy. */
    private static final int GOOD_PRODUCT = 96;
    /** Fewer windows cost as much as if the lines outside of the picture were multiplied too. */
    private static final int MIN_BAND = 4;

    private static final int WEIGHTS_IN_CACHE = 1 << 17;

    /** @param windows of one image */
    record Band(Rows rows, int windows) {

        int products(int images) {
            return (images * windows + GOOD_PRODUCT - 1) / GOOD_PRODUCT;
        }
    }

    @Override
    public int parts(int images) {
        if (weights.size() > WEIGHTS_IN_CACHE) {
            return weights.blocks().length;
        }
        int parts = 0;
        for (Band band : bands) {
            parts += band.products(images);
        }
        return parts;
    }

    @Override
    public void run(Workspace workspace, int images, int part, Scratch scratch) {
        float[] from = workspace.buffer(in.buffer());
        float[] to = workspace.buffer(out.buffer());
        if (weights.size() > WEIGHTS_IN_CACHE) {
            for (Band band : bands) {
                weights.multiply(kernels, part, from, band.rows(), 0, images * band.windows(), rectify, to);
            }
            return;
        }
        int product = part;
        for (Band band : bands) {
            int products = band.products(images);
            if (product < products) {
                int first = product * GOOD_PRODUCT;
                int count = Math.min(GOOD_PRODUCT, images * band.windows() - first);
                weights.multiply(kernels, from, band.rows(), first, count, rectify, to);
                return;
            }
            product -= products;
        }
    }

    /** Lines of the kernel, from {@code first} to before {@code end}. */
    private record Lines(int first, int end) {}

    static Band[] bands(Conv2d conv, Grid in, Grid out, int capacity) {
        Map<Lines, List<Integer>> alike = new LinkedHashMap<>();
        boolean whole = capacity * out.width() < MIN_BAND;
        for (int y = 0; y < out.height(); y++) {
            int top = y * conv.strideHeight() - conv.paddingHeight();
            int first = whole ? 0 : Math.clamp(-top, 0, conv.kernelHeight() - 1);
            int end = whole ? conv.kernelHeight() : Math.clamp(in.height() - top, first + 1, conv.kernelHeight());
            alike.computeIfAbsent(new Lines(first, end), _ -> new ArrayList<>()).add(y);
        }
        return alike.entrySet().stream()
                .map(band -> band(conv, in, out, capacity, band.getKey(), band.getValue()))
                .toArray(Band[]::new);
    }

    private static Band band(Conv2d conv, Grid in, Grid out, int capacity, Lines lines, List<Integer> ys) {
        int windows = ys.size() * out.width();
        int[] from = new int[Math.multiplyExact(capacity, windows)];
        int[] to = new int[from.length];
        for (int row = 0; row < from.length; row++) {
            int image = row / windows;
            int y = ys.get(row % windows / out.width());
            int x = row % out.width();
            int line = y * conv.strideHeight() - conv.paddingHeight() + lines.first();
            from[row] = in.at(image, line, x * conv.strideWidth() - conv.paddingWidth());
            to[row] = out.at(image, y, x);
        }
        int length = conv.kernelWidth() * in.stored();
        int segments = lines.end() - lines.first();
        return new Band(new Rows(from, to, segments, in.lineStride(), length, lines.first() * length), windows);
    }

    /**
     * @param weight {@code [out][in][kernelHeight][kernelWidth]}
     * @return packed from {@code [kernelHeight][kernelWidth][in stored][out stored]}
     */
    static SplitMatrix pack(Kernels kernels, Conv2d conv, float[] weight, Affine affine, int stored) {
        int columns = Kernels.blocked(conv.out());
        int taps = conv.kernelHeight() * conv.kernelWidth();
        float[] matrix = new float[taps * stored * columns];
        for (int o = 0; o < conv.out(); o++) {
            for (int c = 0; c < conv.in(); c++) {
                for (int tap = 0; tap < taps; tap++) {
                    matrix[(tap * stored + c) * columns + o] =
                            (float) (weight[(o * conv.in() + c) * taps + tap] * affine.scale()[o]);
                }
            }
        }
        return SplitMatrix.pack(kernels, matrix, Affine.stored(affine.shift(), columns), taps * stored, columns);
    }
}
