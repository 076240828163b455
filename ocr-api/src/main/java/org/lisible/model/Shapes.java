package org.lisible.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.lisible.OcrException;

/**
 * Follows the shape of one input through the layers: {@code [channels, height, width]} before a {@link Layer.Columns},
 * {@code [steps, features]} after it.
 */
public final class Shapes {

    /** More values than this in one activation are refused: a quarter of a gigabyte in 32-bit floats. */
    private static final long MAX_VALUES = 1 << 26;

    private Shapes() {}

    /**
     * @return the shape without the batch axis of the input (index 0) and after each layer (index i + 1 is after layer i)
     * @throws OcrException of kind {@code BROKEN}, code {@code layers-do-not-fit}, naming the layer and what it got
     */
    public static List<int[]> of(Manifest manifest) {
        List<int[]> shapes = new ArrayList<>();
        InputSpec input = manifest.input();
        shapes.add(new int[] {input.channels(), input.height(), input.width()});
        for (int i = 0; i < manifest.layers().size(); i++) {
            Layer layer = manifest.layers().get(i);
            shapes.add(after(layer, i, shapes.getLast()));
            if (values(shapes.getLast()) > MAX_VALUES) {
                throw misfit(name(layer, i) + " puts out " + Arrays.toString(shapes.getLast()) + ", more than " + MAX_VALUES
                        + " values an input");
            }
        }
        int[] last = shapes.getLast();
        if (last.length != 2 || last[1] != manifest.classes()) {
            throw misfit("the last layer puts out " + Arrays.toString(last) + "; the alphabet of "
                    + manifest.alphabet().size() + " symbols and the decoder " + manifest.decoder().type() + " need [steps, "
                    + manifest.classes() + "]");
        }
        return List.copyOf(shapes);
    }

    private static int[] after(Layer layer, int index, int[] shape) {
        return switch (layer) {
            case Layer.Conv2d conv -> {
                needs(3, shape, layer, index);
                takes(conv.in(), shape[0], "channels", layer, index);
                yield new int[] {
                    conv.out(),
                    windows(shape[1] + 2 * conv.paddingHeight(), conv.kernelHeight(), conv.strideHeight(), layer, index),
                    windows(shape[2] + 2 * conv.paddingWidth(), conv.kernelWidth(), conv.strideWidth(), layer, index)
                };
            }
            case Layer.BatchNorm2d norm -> {
                needs(3, shape, layer, index);
                takes(norm.features(), shape[0], "channels", layer, index);
                yield shape;
            }
            case Layer.MaxPool2d pool -> {
                needs(3, shape, layer, index);
                yield new int[] {
                    shape[0],
                    windows(shape[1], pool.kernelHeight(), pool.strideHeight(), layer, index),
                    windows(shape[2], pool.kernelWidth(), pool.strideWidth(), layer, index)
                };
            }
            case Layer.Columns _ -> {
                needs(3, shape, layer, index);
                yield new int[] {shape[2], shape[0] * shape[1]};
            }
            case Layer.Linear linear -> {
                needs(2, shape, layer, index);
                takes(linear.in(), shape[1], "features", layer, index);
                yield new int[] {shape[0], linear.out()};
            }
            case Layer.BiLstm lstm -> {
                needs(2, shape, layer, index);
                takes(lstm.in(), shape[1], "features", layer, index);
                yield new int[] {shape[0], 2 * lstm.hidden()};
            }
            case Layer.Relu _, Layer.Dropout _ -> shape;
        };
    }

    /** As a double, which cannot overflow. */
    private static double values(int[] shape) {
        return Arrays.stream(shape).asDoubleStream().reduce(1, (a, b) -> a * b);
    }

    private static int windows(int size, int kernel, int stride, Layer layer, int index) {
        if (kernel > size) {
            throw misfit(name(layer, index) + " has a window of " + kernel + ", but only " + size + " are left");
        }
        return (size - kernel) / stride + 1;
    }

    private static void needs(int dimensions, int[] shape, Layer layer, int index) {
        if (shape.length != dimensions) {
            throw misfit(name(layer, index) + " takes "
                    + (dimensions == 3 ? "[channels, height, width]" : "[steps, features]") + ", but gets "
                    + Arrays.toString(shape) + (dimensions == 3 ? "" : "; a columns layer has to come first"));
        }
    }

    private static void takes(int expected, int actual, String what, Layer layer, int index) {
        if (expected != actual) {
            throw misfit(name(layer, index) + " takes " + expected + " " + what + ", but gets " + actual);
        }
    }

    private static String name(Layer layer, int index) {
        String own = switch (layer) {
            case Layer.Conv2d conv -> " " + conv.name();
            case Layer.BatchNorm2d norm -> " " + norm.name();
            case Layer.Linear linear -> " " + linear.name();
            case Layer.BiLstm lstm -> " " + lstm.name();
            default -> "";
        };
        return "layers[" + index + "] (" + layer.type() + own + ")";
    }

    private static OcrException misfit(String problem) {
        return new OcrException(OcrException.Kind.BROKEN, "layers-do-not-fit", problem);
    }
}
