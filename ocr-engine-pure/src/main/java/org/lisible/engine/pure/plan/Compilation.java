package org.lisible.engine.pure.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.lisible.engine.pure.kernels.Kernels;
import org.lisible.engine.pure.kernels.PackedMatrix;
import org.lisible.engine.pure.kernels.Rows;
import org.lisible.engine.pure.kernels.Window;
import org.lisible.engine.pure.kernels.Winograd;
import org.lisible.model.InputSpec;
import org.lisible.model.Layer;
import org.lisible.model.Layer.BatchNorm1d;
import org.lisible.model.Layer.BatchNorm2d;
import org.lisible.model.Layer.BiLstm;
import org.lisible.model.Layer.Columns;
import org.lisible.model.Layer.Conv2d;
import org.lisible.model.Layer.Dropout;
import org.lisible.model.Layer.Flatten;
import org.lisible.model.Layer.GlobalAvgPool2d;
import org.lisible.model.Layer.Linear;
import org.lisible.model.Layer.MaxPool2d;
import org.lisible.model.Layer.Relu;
import org.lisible.model.Layer.Residual;
import org.lisible.model.ModelBundle;

/** Goes through a manifest's layers once, taking those together that one step can do, and lays out the buffers. */
final class Compilation {

    private final ModelBundle bundle;
    private final Kernels kernels;
    private final PackedWeights packed;
    private final int allImages;
    private final List<Step> steps = new ArrayList<>();
    private final List<StepInfo> infos = new ArrayList<>();
    private final List<Integer> bufferSizes = new ArrayList<>();
    private final int[] scratchSizes = new int[Scratch.KINDS];
    private int images;
    private Gathering gathering;
    private int products;

    /**
     * @param packed weights that plans of the bundle share. Modified.
     * @param images at once before the first layer that goes through time
     * @param allImages at once from there on, at least as many
     */
    Compilation(ModelBundle bundle, Kernels kernels, PackedWeights packed, int images, int allImages) {
        this.bundle = bundle;
        this.kernels = kernels;
        this.packed = packed;
        this.images = images;
        this.allImages = allImages;
    }

    Plan run() {
        InputSpec spec = bundle.manifest().input();
        Chain chain = new Chain(bundle.manifest().layers(), images);
        int stored = chain.readByResidual() ? Kernels.blocked(spec.channels()) : spec.channels();
        Grid input = newGrid(spec.channels(), stored, spec.height(), spec.width(), chain);
        Sequence output = (Sequence) compile(chain, input);
        int[] sizes = bufferSizes.stream().mapToInt(Integer::intValue).toArray();
        return new Plan(images, input, steps, infos, new Plan.Sizes(sizes, scratchSizes), gathering, output);
    }

    private Value compile(Chain chain, Value start) {
        Value value = start;
        while (chain.hasNext()) {
            Layer layer = chain.take();
            switch (layer) {
                case Conv2d conv -> value = convolution(conv, (Grid) value, chain);
                case BatchNorm2d norm -> normalise(norm, (Grid) value);
                case BatchNorm1d norm -> normalise(norm, (Sequence) value);
                case Relu _ ->
                    add("relu", new ReluStep(kernels, value.buffer(), bufferSizes.get(value.buffer()) / images));
                case MaxPool2d pool -> value = pool(pool, (Grid) value, chain);
                case Residual residual -> value = residual(residual, (Grid) value, chain);
                case Dropout _ -> throw new IllegalStateException("dropout was left out");
                case Columns _ -> value = Sequence.columnsOf((Grid) value, images);
                case Flatten _ -> value = Sequence.flattened((Grid) value, images);
                case GlobalAvgPool2d _ -> value = average((Grid) value);
                case Linear linear -> value = linear(linear, (Sequence) value, chain);
                case BiLstm lstm -> value = biLstm(lstm, together((Sequence) value));
            }
        }
        return value;
    }

    private Grid convolution(Conv2d conv, Grid in, Chain chain) {
        Affine affine = thenNorms(
                conv.bias()
                        ? Affine.ofBias(bundle.weight(conv.name() + ".bias").data())
                        : Affine.identity(conv.out()),
                chain);
        products++;
        boolean rectify = chain.takeRelu();
        int height = windows(in.height() + 2 * conv.paddingHeight(), conv.kernelHeight(), conv.strideHeight());
        int width = windows(in.width() + 2 * conv.paddingWidth(), conv.kernelWidth(), conv.strideWidth());
        return WinogradStep.suits(conv, in.stored(), in.height(), in.width(), images)
                ? winograd(conv, affine, rectify, in, height, width, chain)
                : direct(conv, affine, rectify, in, height, width, chain);
    }

    /** Takes the batch normalisations that are next and adds them to what a product does. */
    private Affine thenNorms(Affine affine, Chain chain) {
        Affine folded = affine;
        while (true) {
            switch (chain.peek()) {
                case BatchNorm2d norm -> folded = folded.then(norm, bundle);
                case BatchNorm1d norm -> folded = folded.then(norm, bundle);
                case null, default -> {
                    return folded;
                }
            }
            chain.take();
        }
    }

    private Grid direct(Conv2d conv, Affine affine, boolean rectify, Grid in, int height, int width, Chain chain) {
        float[] weight = bundle.weight(conv.name() + ".weight").data();
        SplitMatrix weights = matrix(() -> ConvolutionStep.pack(kernels, conv, weight, affine, in.stored()));
        int stored = weights.columns();
        if (chain.peek() instanceof MaxPool2d pool && pool.strideHeight() >= pool.kernelHeight()) {
            chain.take();
            Grid out = pooled(pool, conv.out(), stored, height, width, chain);
            Step step = PlaneStep.suits(conv, in.stored(), pool)
                    ? new PlaneStep(kernels, conv, weights, in, out, rectify)
                    : pooledByLine(conv, pool, weights, in, out, height, width, rectify);
            add(name(conv) + name(pool), flops(conv, height, width), step);
            return out;
        }
        Grid out = newGrid(conv.out(), stored, height, width, chain);
        ConvolutionStep.Band[] bands = ConvolutionStep.bands(conv, in, out, images);
        var step = new ConvolutionStep(kernels, weights, bands, in, out, images, rectify);
        add(name(conv), flops(conv, height, width), step);
        return out;
    }

    private Step pooledByLine(
            Conv2d conv, MaxPool2d pool, SplitMatrix weights, Grid in, Grid out, int height, int width, boolean rectify) {
        int stored = weights.columns();
        int stride = pool.strideHeight();
        scratch(Scratch.INPUTS, pool.kernelHeight() * width * stored);
        Rows rows = PooledConvolutionStep.rows(conv, in, height, width, images, stride, stored);
        return new PooledConvolutionStep(kernels, weights, rows, height, width, window(pool), stride, in, out, rectify);
    }

    private Grid winograd(Conv2d conv, Affine affine, boolean rectify, Grid in, int height, int width, Chain chain) {
        float[] weight = bundle.weight(conv.name() + ".weight").data();
        var weights = packed.tiled(
                products, () -> WinogradStep.Weights.of(kernels, conv, weight, affine, in.stored()));
        int stored = weights.bias().length;
        String name = name(conv) + ", Winograd";
        Window window = Window.PIXEL;
        Grid out;
        if (chain.peek() instanceof MaxPool2d pool && WinogradStep.takesIn(pool)) {
            chain.take();
            name += name(pool);
            window = window(pool);
            out = pooled(pool, conv.out(), stored, height, width, chain);
        } else {
            out = newGrid(conv.out(), stored, height, width, chain);
        }
        var tiling =
                WinogradStep.Tiling.of(out.height() * window.height(), out.width() * window.width(), images);
        scratch(Scratch.INPUTS, tiling.transformed(in.stored()));
        scratch(Scratch.PRODUCTS, tiling.transformed(stored));
        scratch(Scratch.SMALL, Winograd.scratch(Math.max(in.stored(), stored)));
        Rows tiles = Rows.of(tiling.together(), in.stored(), in.stored(), stored);
        var step = new WinogradStep(kernels, conv, weights, in, out, rectify, window, tiling, tiles);
        add(name, flops(conv, height, width), step);
        return out;
    }

    private void normalise(BatchNorm2d norm, Grid grid) {
        Affine affine = Affine.identity(norm.features()).then(norm, bundle);
        float[] scale = Affine.stored(affine.scale(), grid.stored());
        float[] shift = Affine.stored(affine.shift(), grid.stored());
        add(norm.name(), new ScaleStep(kernels, grid, scale, shift));
    }

    private void normalise(BatchNorm1d norm, Sequence sequence) {
        Affine affine = Affine.identity(norm.features()).then(norm, bundle);
        float[][] scale = ScaleRowsStep.stored(sequence, affine.scale());
        float[][] shift = ScaleRowsStep.stored(sequence, affine.shift());
        add(norm.name(), new ScaleRowsStep(kernels, sequence, scale, shift));
    }

    private Grid pool(MaxPool2d pool, Grid in, Chain chain) {
        Grid out = pooled(pool, in.channels(), in.stored(), in.height(), in.width(), chain);
        add(name(pool).substring(2), new PoolStep(kernels, window(pool), pool.strideHeight(), in, out));
        return out;
    }

    private Grid pooled(MaxPool2d pool, int channels, int stored, int height, int width, Chain chain) {
        return newGrid(
                channels,
                stored,
                windows(height, pool.kernelHeight(), pool.strideHeight()),
                windows(width, pool.kernelWidth(), pool.strideWidth()),
                chain);
    }

    private static Window window(MaxPool2d pool) {
        return new Window(pool.kernelHeight(), pool.kernelWidth(), pool.strideWidth());
    }

    private Grid residual(Residual residual, Grid in, Chain chain) {
        Grid shortcut = branch(residual.shortcut(), in);
        Grid body = branch(residual.body(), in);
        boolean rectify = chain.takeRelu();
        Grid out = newGrid(body.channels(), body.stored(), body.height(), body.width(), chain);
        add("sum", new SumStep(kernels, body, shortcut, out, rectify));
        return out;
    }

    /** One branch of a residual, without a change to what the other one reads too. */
    private Grid branch(List<Layer> layers, Grid in) {
        Chain chain = new Chain(layers, images);
        Grid start = in;
        if (chain.startsInPlace()) {
            start = newGrid(in.channels(), in.stored(), in.height(), in.width(), chain);
            add("copy", PoolStep.copy(kernels, in, start));
        }
        return (Grid) compile(chain, start);
    }

    private Sequence average(Grid in) {
        Sequence out = newSequence(1, 1, in.channels());
        add("average", new AverageStep(kernels, in, out));
        return out;
    }

    private Sequence linear(Linear linear, Sequence in, Chain chain) {
        Affine affine = thenNorms(Affine.ofBias(bundle.weight(linear.name() + ".bias").data()), chain);
        float[] weight = bundle.weight(linear.name() + ".weight").data();
        products++;
        SplitMatrix weights = matrix(() -> LinearStep.pack(kernels, in, weight, affine));
        Sequence out = newSequence(in.steps(), 1, linear.out());
        add(
                linear.name() + " " + linear.in() + "-" + linear.out(),
                2L * in.steps() * linear.in() * linear.out(),
                new LinearStep(kernels, weights, in, out, in.rows(out.starts()), chain.takeRelu()));
        return out;
    }

    /** From here on all images are there at once. */
    private Sequence together(Sequence in) {
        if (images == allImages) {
            return in;
        }
        int rows = Math.multiplyExact(allImages, in.steps());
        int buffer = newBuffer(Math.multiplyExact(rows, in.depth()));
        int[] starts = Rows.evenly(rows, in.depth());
        Sequence all = new Sequence(buffer, in.steps(), starts, 1, 0, in.depth(), in.places());
        gathering = new Gathering(steps.size(), images, in, all);
        images = allImages;
        return all;
    }

    private Sequence biLstm(BiLstm lstm, Sequence in) {
        Sequence out = newSequence(in.steps(), 2, lstm.hidden());
        products++;
        SplitMatrix input = matrix(() -> BiLstmStep.packInput(kernels, lstm, bundle, in));
        Sequence gates = newSequence(in.steps(), 1, input.columns());
        long rows = 2L * in.steps() * 2 * 4 * lstm.hidden();
        add(
                lstm.name() + " " + lstm.in() + "-" + 8 * lstm.hidden() + ", gates",
                rows * lstm.in(),
                new LinearStep(kernels, input, in, gates, in.rows(gates.starts()), false));
        PackedMatrix[] recurrent =
                packed.recurrent(products, () -> BiLstmStep.packRecurrent(kernels, lstm, bundle));
        scratch(Scratch.SMALL, Math.min(images, BiLstmStep.TOGETHER) * recurrent[0].depth());
        add(
                lstm.name() + " " + lstm.hidden() + " both ways, recurrence",
                rows * lstm.hidden(),
                new BiLstmStep(kernels, recurrent, gates, out));
        return out;
    }

    private void add(String name, Step step) {
        add(name, 0, step);
    }

    private void add(String name, long flops, Step step) {
        steps.add(step);
        infos.add(new StepInfo(name, flops));
    }

    private static String name(Conv2d conv) {
        return conv.name() + " " + conv.kernelHeight() + "x" + conv.kernelWidth() + " " + conv.in() + "-" + conv.out();
    }

    private static String name(MaxPool2d pool) {
        return ", pool " + pool.kernelHeight() + "x" + pool.kernelWidth();
    }

    private static long flops(Conv2d conv, int height, int width) {
        return 2L * height * width * conv.kernelHeight() * conv.kernelWidth() * conv.in() * conv.out();
    }

    private SplitMatrix matrix(Supplier<SplitMatrix> pack) {
        return packed.matrix(products, pack);
    }

    private void scratch(int kind, int size) {
        scratchSizes[kind] = Math.max(scratchSizes[kind], size);
    }

    private static int windows(int size, int kernel, int stride) {
        return (size - kernel) / stride + 1;
    }

    /** Pictures with a margin that suits what will read them. */
    private Grid newGrid(int channels, int stored, int height, int width, Chain chain) {
        Margin margin = chain.margin(stored, height, width);
        Grid grid = new Grid(bufferSizes.size(), channels, stored, height, width, margin);
        newBuffer(Math.multiplyExact(images, grid.size()));
        return grid;
    }

    private Sequence newSequence(int steps, int groups, int features) {
        Sequence sequence = Sequence.of(bufferSizes.size(), images, steps, groups, features);
        newBuffer(Math.multiplyExact(sequence.starts().length, sequence.depth()));
        return sequence;
    }

    private int newBuffer(int size) {
        bufferSizes.add(size);
        return bufferSizes.size() - 1;
    }
}
