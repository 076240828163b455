package org.lisible.model;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/** One element of {@code layers} in {@code model.json}. */
final class LayerJson {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]+(\\.[A-Za-z0-9_]+)*");

    private LayerJson() {}

    /**
     * @param tensors the tensor names of the layers before this one; those of this one are added
     */
    static Layer read(JsonFields fields, Set<String> tensors) {
        String type = fields.text("type");
        Layer layer = switch (type) {
            case "conv2d" -> conv2d(fields);
            case "batchnorm2d" -> new Layer.BatchNorm2d(
                    name(fields), fields.integer("features", 1), positive(fields, "eps", 1e-5), share(fields, "momentum", 0.1));
            case "batchnorm1d" -> new Layer.BatchNorm1d(
                    name(fields), fields.integer("features", 1), positive(fields, "eps", 1e-5), share(fields, "momentum", 0.1));
            case "relu" -> new Layer.Relu();
            case "maxpool2d" -> maxPool2d(fields);
            case "dropout" -> new Layer.Dropout(share(fields, "p", 0.5));
            case "columns" -> new Layer.Columns();
            case "flatten" -> new Layer.Flatten();
            case "globalavgpool2d" -> new Layer.GlobalAvgPool2d();
            case "residual" -> residual(fields, tensors);
            case "linear" -> new Layer.Linear(name(fields), fields.integer("in", 1), fields.integer("out", 1));
            case "bilstm" -> new Layer.BiLstm(name(fields), fields.integer("in", 1), fields.integer("hidden", 1));
            default -> throw JsonFields.malformed(fields.at("type") + " is \"" + type
                    + "\"; there are: batchnorm1d, batchnorm2d, bilstm, columns, conv2d, dropout, flatten, globalavgpool2d,"
                    + " linear, maxpool2d, relu, residual");
        };
        fields.refuseOthers();
        if (!(layer instanceof Layer.Residual)) {
            refuseTaken(layer, fields, tensors);
        }
        return layer;
    }

    private static void refuseTaken(Layer layer, JsonFields fields, Set<String> tensors) {
        for (String tensor : LayerTensors.of(layer).keySet()) {
            if (!tensors.add(tensor)) {
                throw JsonFields.malformed(fields.at("name") + " is used by another layer: both need tensor " + tensor);
            }
        }
    }

    private static Layer residual(JsonFields fields, Set<String> tensors) {
        List<Layer> body = inner(fields, "body", tensors);
        if (body.isEmpty()) {
            throw JsonFields.malformed(fields.at("body") + " is empty");
        }
        return new Layer.Residual(body, fields.has("shortcut") ? inner(fields, "shortcut", tensors) : List.of());
    }

    private static List<Layer> inner(JsonFields residual, String list, Set<String> tensors) {
        return residual.objects(list).stream()
                .map(fields -> {
                    Layer layer = read(fields, tensors);
                    if (!Layer.Residual.mayHold(layer)) {
                        throw JsonFields.malformed(fields.at("type") + " is \"" + layer.type()
                                + "\"; inside a residual there are: batchnorm2d, conv2d, dropout, maxpool2d, relu");
                    }
                    return layer;
                })
                .toList();
    }

    private static Layer conv2d(JsonFields fields) {
        String name = name(fields);
        int in = fields.integer("in", 1);
        int out = fields.integer("out", 1);
        int[] kernel = fields.pair("kernel", 1);
        int[] stride = fields.pair("stride", 1, 1, 1);
        int[] padding = fields.pair("padding", 0, 0, 0);
        return new Layer.Conv2d(
                name, in, out, kernel[0], kernel[1], stride[0], stride[1], padding[0], padding[1], fields.truth("bias", true));
    }

    private static Layer maxPool2d(JsonFields fields) {
        int[] kernel = fields.pair("kernel", 1);
        int[] stride = fields.pair("stride", 1, kernel);
        return new Layer.MaxPool2d(kernel[0], kernel[1], stride[0], stride[1]);
    }

    private static String name(JsonFields fields) {
        String name = fields.text("name");
        if (!NAME.matcher(name).matches()) {
            throw JsonFields.malformed(fields.at("name") + " is \"" + name + "\", not made of letters, digits, _ and inner dots");
        }
        return name;
    }

    private static double positive(JsonFields fields, String field, double otherwise) {
        double value = fields.number(field, otherwise);
        if (!(value > 0)) {
            throw JsonFields.malformed(fields.at(field) + " is " + value + ", not above 0");
        }
        return value;
    }

    private static double share(JsonFields fields, String field, double otherwise) {
        double value = fields.number(field, otherwise);
        if (!(value >= 0 && value < 1)) {
            throw JsonFields.malformed(fields.at(field) + " is " + value + ", not at least 0 and below 1");
        }
        return value;
    }

    static JsonArrayBuilder list(List<Layer> layers) {
        JsonArrayBuilder list = Json.createArrayBuilder();
        layers.forEach(layer -> list.add(write(layer)));
        return list;
    }

    static JsonObject write(Layer layer) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("type", layer.type());
        switch (layer) {
            case Layer.Conv2d conv -> json.add("name", conv.name())
                    .add("in", conv.in())
                    .add("out", conv.out())
                    .add("kernel", pair(conv.kernelHeight(), conv.kernelWidth()))
                    .add("stride", pair(conv.strideHeight(), conv.strideWidth()))
                    .add("padding", pair(conv.paddingHeight(), conv.paddingWidth()))
                    .add("bias", conv.bias());
            case Layer.BatchNorm2d norm -> json.add("name", norm.name())
                    .add("features", norm.features())
                    .add("eps", norm.eps())
                    .add("momentum", norm.momentum());
            case Layer.BatchNorm1d norm -> json.add("name", norm.name())
                    .add("features", norm.features())
                    .add("eps", norm.eps())
                    .add("momentum", norm.momentum());
            case Layer.MaxPool2d pool -> json.add("kernel", pair(pool.kernelHeight(), pool.kernelWidth()))
                    .add("stride", pair(pool.strideHeight(), pool.strideWidth()));
            case Layer.Dropout dropout -> json.add("p", dropout.p());
            case Layer.Linear linear -> json.add("name", linear.name()).add("in", linear.in()).add("out", linear.out());
            case Layer.BiLstm lstm -> json.add("name", lstm.name()).add("in", lstm.in()).add("hidden", lstm.hidden());
            case Layer.Residual residual -> json.add("body", list(residual.body())).add("shortcut", list(residual.shortcut()));
            case Layer.Relu _, Layer.Columns _, Layer.Flatten _, Layer.GlobalAvgPool2d _ -> {
                // The type says it all.
            }
        }
        return json.build();
    }

    private static JsonArrayBuilder pair(int height, int width) {
        return Json.createArrayBuilder().add(height).add(width);
    }
}
