package org.lisible.engine.pure.plan;

import java.util.ArrayList;
import java.util.List;

import org.lisible.OcrException;
import org.lisible.engine.pure.kernels.Kernels;
import org.lisible.engine.pure.kernels.Window;
import org.lisible.model.InputSpec;
import org.lisible.model.Layer;
import org.lisible.model.Layer.BatchNorm2d;
import org.lisible.model.Layer.BiLstm;
import org.lisible.model.Layer.Columns;
import org.lisible.model.Layer.Conv2d;
import org.lisible.model.Layer.Dropout;
import org.lisible.model.Layer.Linear;
import org.lisible.model.Layer.MaxPool2d;
import org.lisible.model.Layer.Relu;
import org.lisible.model.ModelBundle;

/** Goes through a manifest's layers once, taking those together that one step can do, and lays out the buffers. */
public final class PlanCompiler {

    private final ModelBundle bundle;
    private final Kernels kernels;
    private final List<Layer> layers;
    private final List<Step> steps = new ArrayList<>();
    private final List<Integer> bufferSizes = new ArrayList<>();
    private int next;
    private Value value;

    private PlanCompiler(ModelBundle bundle, Kernels kernels) {
        this.bundle = bundle;
        this.kernels = kernels;
        this.layers = bundle.manifest().layers().stream()
                .filter(layer -> !(layer instanceof Dropout))
                .toList();
    }

    /**
     * @param bundle a checked bundle
     * @throws OcrException of kind {@code BROKEN} if a layer stands where it cannot
     */
    public static Plan compile(ModelBundle bundle, Kernels kernels) {
        return new PlanCompiler(bundle, kernels).compile();
    }

    private Plan compile() {
        InputSpec spec = bundle.manifest().input();
        Grid input = newGrid(spec.channels(), spec.channels(), spec.height(), spec.width());
        value = input;
        while (next < layers.size()) {
            Layer layer = layers.get(next++);
            switch (layer) {
                case Conv2d conv -> value = convolution(conv, grid(layer));
                case BatchNorm2d norm -> normalise(norm, grid(layer));
                case Relu relu -> steps.add(new ReluStep(kernels, value.buffer()));
                case MaxPool2d pool -> value = pool(pool, grid(layer));
                case Dropout dropout -> throw new IllegalStateException("dropout was left out");
                case Columns columns -> value = Sequence.columnsOf(grid(layer));
                case Linear linear -> value = linear(linear, sequence(layer));
                case BiLstm lstm -> value = biLstm(lstm, sequence(layer));
                case Layer.BatchNorm1d _, Layer.Flatten _, Layer.GlobalAvgPool2d _, Layer.Residual _ ->
                    throw new UnsupportedOperationException("not yet: " + layer.type());
            }
        }
        if (!(value instanceof Sequence output)) {
            throw broken("the last layer puts out a picture, not a sequence; a columns layer is missing");
        }
        int[] sizes = bufferSizes.stream().mapToInt(Integer::intValue).toArray();
        return new Plan(input, steps, sizes, output);
    }

    private Grid convolution(Conv2d conv, Grid in) {
        Affine affine = conv.bias()
                ? Affine.ofBias(bundle.weight(conv.name() + ".bias").data())
                : Affine.identity(conv.out());
        while (peek() instanceof BatchNorm2d norm) {
            affine = affine.then(norm, bundle);
            next++;
        }
        boolean rectify = take(Relu.class);
        float[] weight = bundle.weight(conv.name() + ".weight").data();
        int height = windows(in.height() + 2 * conv.paddingHeight(), conv.kernelHeight(), conv.strideHeight());
        int width = windows(in.width() + 2 * conv.paddingWidth(), conv.kernelWidth(), conv.strideWidth());
        return WinogradStep.suits(conv, in.stored())
                ? winograd(conv, weight, affine, rectify, in, height, width)
                : direct(conv, weight, affine, rectify, in, height, width);
    }

    private Grid direct(
            Conv2d conv, float[] weight, Affine affine, boolean rectify, Grid in, int height, int width) {
        var weights = ConvolutionStep.pack(kernels, conv, weight, affine, in.stored());
        int stored = weights.columns();
        if (peek() instanceof MaxPool2d pool && pool.strideHeight() >= pool.kernelHeight()) {
            next++;
            Grid out = pooled(pool, conv.out(), stored, height, width);
            int lines = newBuffer(pool.kernelHeight() * width * stored);
            var pooling = new ConvolutionStep.Pooling(window(pool), pool.strideHeight(), width, lines);
            steps.add(new ConvolutionStep(kernels, conv, weights, in, out, rectify, pooling));
            return out;
        }
        Grid out = newGrid(conv.out(), stored, height, width);
        steps.add(new ConvolutionStep(kernels, conv, weights, in, out, rectify, null));
        return out;
    }

    private Grid winograd(
            Conv2d conv, float[] weight, Affine affine, boolean rectify, Grid in, int height, int width) {
        var weights = WinogradStep.Weights.of(kernels, conv, weight, affine, in.stored());
        var tiling = WinogradStep.Tiling.of(height, width);
        int stored = weights.bias().length;
        int lines = newBuffer(tiling.lines(in.stored()));
        int inputs = newBuffer(tiling.transformed(in.stored()));
        int products = newBuffer(tiling.transformed(stored));
        int strip = newBuffer(tiling.strip(stored));
        var buffers = new WinogradStep.Buffers(lines, inputs, products, strip);
        Window window = new Window(1, 1, 1);
        int stride = 1;
        Grid out;
        if (peek() instanceof MaxPool2d pool && WinogradStep.takesIn(pool)) {
            next++;
            window = window(pool);
            stride = pool.strideHeight();
            out = pooled(pool, conv.out(), stored, height, width);
        } else {
            out = newGrid(conv.out(), stored, height, width);
        }
        steps.add(new WinogradStep(kernels, conv, weights, in, out, rectify, window, stride, tiling, buffers));
        return out;
    }

    private void normalise(BatchNorm2d norm, Grid grid) {
        Affine affine = Affine.identity(norm.features()).then(norm, bundle);
        float[] scale = Affine.stored(affine.scale(), grid.stored());
        float[] shift = Affine.stored(affine.shift(), grid.stored());
        steps.add(new ScaleStep(kernels, grid, scale, shift));
    }

    private Grid pool(MaxPool2d pool, Grid in) {
        Grid out = pooled(pool, in.channels(), in.stored(), in.height(), in.width());
        steps.add(new PoolStep(kernels, window(pool), pool.strideHeight(), in, out));
        return out;
    }

    private Grid pooled(MaxPool2d pool, int channels, int stored, int height, int width) {
        return newGrid(
                channels,
                stored,
                windows(height, pool.kernelHeight(), pool.strideHeight()),
                windows(width, pool.kernelWidth(), pool.strideWidth()));
    }

    private static Window window(MaxPool2d pool) {
        return new Window(pool.kernelHeight(), pool.kernelWidth(), pool.strideWidth());
    }

    private Sequence linear(Linear linear, Sequence in) {
        float[] weight = bundle.weight(linear.name() + ".weight").data();
        float[] bias = bundle.weight(linear.name() + ".bias").data();
        Sequence out = newSequence(in.steps(), 1, linear.out());
        var weights = LinearStep.pack(kernels, in, linear.out(), weight, bias);
        steps.add(new LinearStep(kernels, weights, in, out, take(Relu.class)));
        return out;
    }

    private Sequence biLstm(BiLstm lstm, Sequence in) {
        Sequence out = newSequence(in.steps(), 2, lstm.hidden());
        var input = BiLstmStep.packInput(kernels, lstm, bundle, in);
        var recurrent = BiLstmStep.packRecurrent(kernels, lstm, bundle);
        int gates = newBuffer(Math.multiplyExact(in.steps(), input.columns()));
        int cells = newBuffer(recurrent[0].depth());
        steps.add(new BiLstmStep(kernels, input, recurrent, in, out, gates, cells));
        return out;
    }

    private static int windows(int size, int kernel, int stride) {
        return (size - kernel) / stride + 1;
    }

    private Layer peek() {
        return next < layers.size() ? layers.get(next) : null;
    }

    private boolean take(Class<? extends Layer> type) {
        boolean there = type.isInstance(peek());
        next += there ? 1 : 0;
        return there;
    }

    private Grid grid(Layer layer) {
        if (value instanceof Grid grid) {
            return grid;
        }
        throw broken("layer " + layer.type() + " needs a picture, but a columns layer made a sequence of it");
    }

    private Sequence sequence(Layer layer) {
        if (value instanceof Sequence sequence) {
            return sequence;
        }
        throw broken("layer " + layer.type() + " needs a sequence, but no columns layer stands before it");
    }

    private OcrException broken(String what) {
        return new OcrException(
                OcrException.Kind.BROKEN, "model-broken", "model " + bundle.manifest().name() + ": " + what);
    }

    /** A picture with a border that suits the convolution that will read it, if one will. */
    private Grid newGrid(int channels, int stored, int height, int width) {
        int reader = next;
        while (reader < layers.size() && isInPlace(layers.get(reader))) {
            reader++;
        }
        Grid grid = reader < layers.size() && layers.get(reader) instanceof Conv2d conv
                ? gridFor(conv, channels, stored, height, width)
                : new Grid(bufferSizes.size(), channels, stored, height, width, 0, 0, 0, 0);
        newBuffer(grid.size());
        return grid;
    }

    private Grid gridFor(Conv2d reader, int channels, int stored, int height, int width) {
        int borderHeight = reader.paddingHeight();
        int borderWidth = reader.paddingWidth();
        boolean tiled = WinogradStep.suits(reader, stored);
        int overhangHeight = tiled ? WinogradStep.overhang(height + 2 * borderHeight) : 0;
        int overhangWidth = tiled ? WinogradStep.overhang(width + 2 * borderWidth) : 0;
        return new Grid(
                bufferSizes.size(),
                channels,
                stored,
                height,
                width,
                borderHeight,
                borderWidth,
                overhangHeight,
                overhangWidth);
    }

    private static boolean isInPlace(Layer layer) {
        return layer instanceof BatchNorm2d || layer instanceof Relu;
    }

    private Sequence newSequence(int steps, int groups, int features) {
        Sequence sequence = Sequence.of(bufferSizes.size(), steps, groups, features);
        newBuffer(sequence.size());
        return sequence;
    }

    private int newBuffer(int size) {
        bufferSizes.add(size);
        return bufferSizes.size() - 1;
    }
}
