package org.lisible.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Which tensors a layer learns or keeps, by full name, in PyTorch's order and shapes. */
public final class LayerTensors {

    private LayerTensors() {}

    /**
     * @return full tensor names, such as {@code conv1.weight}, and their shapes; empty for a layer without numbers; of a
     *     residual those of all layers inside it
     */
    public static SequencedMap<String, int[]> of(Layer layer) {
        SequencedMap<String, int[]> tensors = new LinkedHashMap<>();
        switch (layer) {
            case Layer.Conv2d conv -> {
                tensors.put(conv.name() + ".weight", new int[] {conv.out(), conv.in(), conv.kernelHeight(), conv.kernelWidth()});
                if (conv.bias()) {
                    tensors.put(conv.name() + ".bias", new int[] {conv.out()});
                }
            }
            case Layer.BatchNorm2d norm -> normalisation(norm.name(), norm.features(), tensors);
            case Layer.BatchNorm1d norm -> normalisation(norm.name(), norm.features(), tensors);
            case Layer.Linear linear -> {
                tensors.put(linear.name() + ".weight", new int[] {linear.out(), linear.in()});
                tensors.put(linear.name() + ".bias", new int[] {linear.out()});
            }
            case Layer.BiLstm lstm -> {
                int gates = 4 * lstm.hidden();
                for (String direction : new String[] {"", "_reverse"}) {
                    tensors.put(lstm.name() + ".weight_ih_l0" + direction, new int[] {gates, lstm.in()});
                    tensors.put(lstm.name() + ".weight_hh_l0" + direction, new int[] {gates, lstm.hidden()});
                    tensors.put(lstm.name() + ".bias_ih_l0" + direction, new int[] {gates});
                    tensors.put(lstm.name() + ".bias_hh_l0" + direction, new int[] {gates});
                }
            }
            case Layer.Residual residual ->
                residual.within().skip(1).forEach(inner -> tensors.putAll(of(inner)));
            case Layer.Relu _,
                    Layer.MaxPool2d _,
                    Layer.Dropout _,
                    Layer.Columns _,
                    Layer.Flatten _,
                    Layer.GlobalAvgPool2d _ -> {
                // Nothing is learned here.
            }
        }
        return Collections.unmodifiableSequencedMap(tensors);
    }

    private static void normalisation(String name, int features, SequencedMap<String, int[]> tensors) {
        for (String parameter : new String[] {"weight", "bias", "running_mean", "running_var"}) {
            tensors.put(name + "." + parameter, new int[] {features});
        }
    }
}
