package org.lisible.cli.export;

import java.util.List;

import org.lisible.cli.export.OnnxGraph.Attribute;
import org.lisible.model.Layer;
import org.lisible.model.ModelBundle;

/**
 * A bidirectional LSTM as ONNX's operator of that name, which keeps both directions in one tensor and orders gates i o f g
 * where PyTorch orders them i f g o.
 */
record OnnxLstm(Layer.BiLstm layer, ModelBundle bundle) {

    private static final List<String> DIRECTIONS = List.of("_l0", "_l0_reverse");
    /** For each gate in ONNX's order its place in PyTorch's. */
    private static final int[] GATES = {0, 3, 1, 2};

    /**
     * Adds the operator and what turns its axes: it wants steps before batches.
     *
     * @param rows {@code [batch * steps, in]}
     * @return {@code [batch * steps, 2 * hidden]}
     */
    String add(OnnxGraph graph, int steps, String rows) {
        int hidden = layer.hidden();
        String sequence = graph.transpose(graph.reshape(rows, -1, steps, layer.in()), 1, 0, 2);
        List<String> inputs = List.of(
                sequence,
                graph.constant(layer.name() + ".weight_ih", new int[] {2, 4 * hidden, layer.in()}, both("weight_ih", layer.in())),
                graph.constant(layer.name() + ".weight_hh", new int[] {2, 4 * hidden, hidden}, both("weight_hh", hidden)),
                graph.constant(layer.name() + ".bias", new int[] {2, 8 * hidden}, biases()));
        String byStep = graph.node( // [steps, 2, batch, hidden]
                "LSTM",
                inputs,
                Attribute.of("direction", "bidirectional"),
                Attribute.of("hidden_size", hidden));
        return graph.reshape(graph.transpose(byStep, 2, 0, 1, 3), -1, 2 * hidden);
    }

    /** A parameter of both directions, {@code [2][4 * hidden][columns]}. */
    private float[] both(String parameter, int columns) {
        float[] all = new float[2 * 4 * layer.hidden() * columns];
        for (int direction = 0; direction < 2; direction++) {
            copy(parameter, direction, columns, all, direction * all.length / 2);
        }
        return all;
    }

    /** For each direction the input's, then the hidden state's, {@code [2][2][4 * hidden]}. */
    private float[] biases() {
        int gates = 4 * layer.hidden();
        float[] all = new float[4 * gates];
        for (int direction = 0; direction < 2; direction++) {
            copy("bias_ih", direction, 1, all, 2 * direction * gates);
            copy("bias_hh", direction, 1, all, (2 * direction + 1) * gates);
        }
        return all;
    }

    private void copy(String parameter, int direction, int columns, float[] to, int at) {
        float[] from = bundle.weight(layer.name() + "." + parameter + DIRECTIONS.get(direction)).data();
        int gate = layer.hidden() * columns;
        for (int i = 0; i < GATES.length; i++) {
            System.arraycopy(from, GATES[i] * gate, to, at + i * gate, gate);
        }
    }
}
