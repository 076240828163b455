package org.lisible.cli.export;

import java.util.List;

import org.lisible.cli.export.OnnxGraph.Attribute;
import org.lisible.model.InputSpec;
import org.lisible.model.Layer;
import org.lisible.model.Manifest;
import org.lisible.model.ManifestJson;
import org.lisible.model.ModelBundle;
import org.lisible.model.Shapes;
import org.lisible.tensor.Tensor;

/**
 * A bundle as an ONNX model: input {@value #INPUT} {@code [batch, channels, height, width]} as the manifest's input says,
 * output {@value #OUTPUT} {@code [batch, steps, classes]} before any softmax, any batch size. Weights are 32-bit floats under their
 * names and in their layouts, but for an LSTM's, whose gates ONNX orders i o f g. What ONNX has no words for, how an
 * image becomes the input and the logits a text, is the metadata entry {@value #MANIFEST}: the manifest as JSON.
 */
public final class OnnxModel {

    public static final String INPUT = "input";
    public static final String OUTPUT = "logits";
    /** The name of the free size. */
    public static final String BATCH = "batch";

    public static final String MANIFEST = "lisible.manifest";

    /** The first in which every operator used has the meaning it has today: batch normalisation got its in 15. */
    static final int OPSET = 15;
    /** The file format of ONNX 1.10, which brought that set. */
    private static final int FORMAT = 8;

    private final ModelBundle bundle;
    private final OnnxGraph graph = new OnnxGraph();

    private OnnxModel(ModelBundle bundle) {
        this.bundle = bundle;
    }

    /** The content of an {@code .onnx} file. */
    public static byte[] of(ModelBundle bundle) {
        return new OnnxModel(bundle).build();
    }

    private byte[] build() {
        Manifest manifest = bundle.manifest();
        InputSpec input = manifest.input();
        List<int[]> shapes = Shapes.of(manifest);
        int[] out = shapes.getLast();
        graph.reshapeTo(OUTPUT, chain(manifest.layers(), shapes, INPUT), -1, out[0], out[1]);
        return new ProtoMessage()
                .number(1, (long) FORMAT)
                .text(2, "lisible")
                .message(7, graph.toMessage(
                        manifest.id(),
                        OnnxGraph.floats(INPUT, BATCH, input.channels(), input.height(), input.width()),
                        OnnxGraph.floats(OUTPUT, BATCH, out[0], out[1])))
                .message(8, new ProtoMessage().text(1, "").number(2, (long) OPSET))
                .message(14, new ProtoMessage().text(1, MANIFEST).text(2, ManifestJson.write(manifest).toString()))
                .toBytes();
    }

    /** Adds layers one after the other. Sequences are rows, {@code [batch * steps, features]}. */
    private String chain(List<Layer> layers, List<int[]> shapes, String value) {
        String last = value;
        for (int i = 0; i < layers.size(); i++) {
            last = add(layers.get(i), shapes.get(i), last);
        }
        return last;
    }

    private String add(Layer layer, int[] in, String x) {
        return switch (layer) {
            case Layer.Conv2d conv -> convolution(conv, x);
            case Layer.BatchNorm2d norm -> normalisation(norm.name(), norm.eps(), x);
            case Layer.BatchNorm1d norm -> normalisation(norm.name(), norm.eps(), x);
            case Layer.Relu _ -> graph.node("Relu", List.of(x));
            case Layer.MaxPool2d pool -> graph.node(
                    "MaxPool",
                    List.of(x),
                    Attribute.of("kernel_shape", new long[] {pool.kernelHeight(), pool.kernelWidth()}),
                    Attribute.of("strides", new long[] {pool.strideHeight(), pool.strideWidth()}));
            case Layer.Dropout _ -> x;
            case Layer.Columns _ -> graph.reshape(graph.transpose(x, 0, 3, 1, 2), -1, in[0] * in[1]);
            case Layer.Flatten _ -> graph.reshape(x, -1, in[0] * in[1] * in[2]);
            case Layer.GlobalAvgPool2d _ -> graph.reshape(graph.node("GlobalAveragePool", List.of(x)), -1, in[0]);
            case Layer.Residual residual -> graph.node(
                    "Add", List.of(branch(residual.body(), in, x), branch(residual.shortcut(), in, x)));
            case Layer.Linear linear -> linear(linear.name(), x);
            case Layer.BiLstm lstm -> new OnnxLstm(lstm, bundle).add(graph, in[0], x);
        };
    }

    private String branch(List<Layer> layers, int[] in, String x) {
        return chain(layers, Shapes.of(layers, in), x);
    }

    private String convolution(Layer.Conv2d conv, String x) {
        String weight = constant(conv.name() + ".weight");
        List<String> inputs = conv.bias() ? List.of(x, weight, constant(conv.name() + ".bias")) : List.of(x, weight);
        int down = conv.paddingHeight();
        int across = conv.paddingWidth();
        return graph.node(
                "Conv",
                inputs,
                Attribute.of("kernel_shape", new long[] {conv.kernelHeight(), conv.kernelWidth()}),
                Attribute.of("strides", new long[] {conv.strideHeight(), conv.strideWidth()}),
                Attribute.of("pads", new long[] {down, across, down, across}));
    }

    private String normalisation(String name, double eps, String x) {
        List<String> inputs = List.of(
                x,
                constant(name + ".weight"),
                constant(name + ".bias"),
                constant(name + ".running_mean"),
                constant(name + ".running_var"));
        return graph.node("BatchNormalization", inputs, Attribute.of("epsilon", (float) eps));
    }

    private String linear(String name, String x) {
        return graph.node(
                "Gemm", List.of(x, constant(name + ".weight"), constant(name + ".bias")), Attribute.of("transB", 1));
    }

    /** A tensor of the bundle, as it is. */
    private String constant(String name) {
        Tensor tensor = bundle.weight(name);
        return graph.constant(name, tensor.shape(), tensor.data());
    }
}
