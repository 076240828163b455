package org.lisible.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.lisible.OcrException;

/**
 * Follows the shape of one input through the layers: {@code [channels, height, width]} before a {@link Layer.Columns},
 * {@link Layer.Flatten} or {@link Layer.GlobalAvgPool2d}, {@code [steps, features]} after it.
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
        InputSpec input = manifest.input();
        List<int[]> shapes = of(manifest.layers(), new int[] {input.channels(), input.height(), input.width()});
        int[] last = shapes.getLast();
        boolean oneStep = manifest.decoder().type().equals(DecoderSpec.SOFTMAX);
        if (last.length != 2 || last[1] != manifest.classes() || oneStep && last[0] != 1) {
            throw misfit("the last layer puts out " + Arrays.toString(last) + "; the alphabet of "
                    + manifest.alphabet().size() + " symbols and the decoder " + manifest.decoder().type() + " need ["
                    + (oneStep ? 1 : "steps") + ", " + manifest.classes() + "]");
        }
        return shapes;
    }

    /**
     * The shapes along any chain of layers, such as the body of a {@link Layer.Residual}.
     *
     * @param input the shape that the first layer gets, without the batch axis
     * @return {@code input} and the shape after each layer
     * @throws OcrException as {@link #of(Manifest)}
     */
    public static List<int[]> of(List<Layer> layers, int[] input) {
        return along(layers, "layers", input);
    }

    private static List<int[]> along(List<Layer> layers, String path, int[] input) {
        List<int[]> shapes = new ArrayList<>();
        shapes.add(input);
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            String place = path + "[" + i + "]";
            shapes.add(after(layer, place, shapes.getLast()));
            if (values(shapes.getLast()) > MAX_VALUES) {
                throw misfit(name(layer, place) + " puts out " + Arrays.toString(shapes.getLast()) + ", more than "
                        + MAX_VALUES + " values an input");
            }
        }
        return List.copyOf(shapes);
    }

    private static int[] after(Layer layer, String place, int[] shape) {
        return switch (layer) {
            case Layer.Conv2d conv -> {
                needs(3, shape, layer, place);
                takes(conv.in(), shape[0], "channels", layer, place);
                yield new int[] {
                    conv.out(),
                    windows(shape[1] + 2 * conv.paddingHeight(), conv.kernelHeight(), conv.strideHeight(), layer, place),
                    windows(shape[2] + 2 * conv.paddingWidth(), conv.kernelWidth(), conv.strideWidth(), layer, place)
                };
            }
            case Layer.BatchNorm2d norm -> {
                needs(3, shape, layer, place);
                takes(norm.features(), shape[0], "channels", layer, place);
                yield shape;
            }
            case Layer.BatchNorm1d norm -> {
                needs(2, shape, layer, place);
                takes(norm.features(), shape[1], "features", layer, place);
                yield shape;
            }
            case Layer.MaxPool2d pool -> {
                needs(3, shape, layer, place);
                yield new int[] {
                    shape[0],
                    windows(shape[1], pool.kernelHeight(), pool.strideHeight(), layer, place),
                    windows(shape[2], pool.kernelWidth(), pool.strideWidth(), layer, place)
                };
            }
            case Layer.Columns _ -> {
                needs(3, shape, layer, place);
                yield new int[] {shape[2], shape[0] * shape[1]};
            }
            case Layer.Flatten _ -> {
                needs(3, shape, layer, place);
                yield new int[] {1, shape[0] * shape[1] * shape[2]};
            }
            case Layer.GlobalAvgPool2d _ -> {
                needs(3, shape, layer, place);
                yield new int[] {1, shape[0]};
            }
            case Layer.Residual residual -> {
                needs(3, shape, layer, place);
                int[] body = along(residual.body(), place + ".body", shape).getLast();
                int[] shortcut = along(residual.shortcut(), place + ".shortcut", shape).getLast();
                if (!Arrays.equals(body, shortcut)) {
                    throw misfit(name(layer, place) + " cannot add its body's " + Arrays.toString(body)
                            + " and its shortcut's " + Arrays.toString(shortcut));
                }
                yield body;
            }
            case Layer.Linear linear -> {
                needs(2, shape, layer, place);
                takes(linear.in(), shape[1], "features", layer, place);
                yield new int[] {shape[0], linear.out()};
            }
            case Layer.BiLstm lstm -> {
                needs(2, shape, layer, place);
                takes(lstm.in(), shape[1], "features", layer, place);
                yield new int[] {shape[0], 2 * lstm.hidden()};
            }
            case Layer.Relu _, Layer.Dropout _ -> shape;
        };
    }

    /** As a double, which cannot overflow. */
    private static double values(int[] shape) {
        return Arrays.stream(shape).asDoubleStream().reduce(1, (a, b) -> a * b);
    }

    private static int windows(int size, int kernel, int stride, Layer layer, String place) {
        if (kernel > size) {
            throw misfit(name(layer, place) + " has a window of " + kernel + ", but only " + size + " are left");
        }
        return (size - kernel) / stride + 1;
    }

    private static void needs(int dimensions, int[] shape, Layer layer, String place) {
        if (shape.length != dimensions) {
            throw misfit(name(layer, place) + " takes "
                    + (dimensions == 3 ? "[channels, height, width]" : "[steps, features]") + ", but gets "
                    + Arrays.toString(shape) + (dimensions == 3 ? "" : "; a columns, flatten or globalavgpool2d layer has to come first"));
        }
    }

    private static void takes(int expected, int actual, String what, Layer layer, String place) {
        if (expected != actual) {
            throw misfit(name(layer, place) + " takes " + expected + " " + what + ", but gets " + actual);
        }
    }

    private static String name(Layer layer, String place) {
        String own = switch (layer) {
            case Layer.Conv2d conv -> " " + conv.name();
            case Layer.BatchNorm2d norm -> " " + norm.name();
            case Layer.BatchNorm1d norm -> " " + norm.name();
            case Layer.Linear linear -> " " + linear.name();
            case Layer.BiLstm lstm -> " " + lstm.name();
            default -> "";
        };
        return place + " (" + layer.type() + own + ")";
    }

    private static OcrException misfit(String problem) {
        return new OcrException(OcrException.Kind.BROKEN, "layers-do-not-fit", problem);
    }
}
