package org.lisible.engine.pure.plan;

import java.util.Arrays;

import org.lisible.engine.pure.kernels.Kernels;
import org.lisible.engine.pure.kernels.PackedMatrix;
import org.lisible.engine.pure.kernels.Rows;
import org.lisible.model.Layer.BiLstm;
import org.lisible.model.ModelBundle;

/**
 * A bidirectional LSTM. What the input adds to the gates is one product for all steps of all images and both directions;
 * then each direction of each image goes through time, adding what the hidden state adds. Gates are stored {@code [unit / BLOCK][i f g o][BLOCK]},
 * so that one vector of units finds its four gates side by side.
 *
 * @param input to {@code [forward gates, backward gates]}, both biases in it
 * @param recurrent one matrix for each direction, {@code [hidden][gates]}
 * @param rows from the input to {@code gates}
 * @param gates buffer, {@code [images][steps][2][gates]}
 * @param cells buffer, {@code [hidden]}
 */
record BiLstmStep(
        Kernels kernels,
        PackedMatrix input,
        PackedMatrix[] recurrent,
        Sequence in,
        Sequence out,
        Rows rows,
        int gates,
        int cells)
        implements Step {

    private static final String[] SUFFIXES = {"", "_reverse"};

    @Override
    public void run(Workspace workspace, int images) {
        float[] projected = workspace.buffer(gates);
        int count = images * in.steps();
        kernels.multiply(workspace.buffer(in.buffer()), 0, rows, 0, count, input, false, projected, 0);
        for (int image = 0; image < images; image++) {
            int first = image * in.steps();
            int last = first + in.steps() - 1;
            forward(workspace, projected, first, last);
            backward(workspace, projected, first, last);
        }
    }

    private void forward(Workspace workspace, float[] projected, int first, int last) {
        Arrays.fill(workspace.buffer(cells), 0);
        for (int row = first; row <= last; row++) {
            step(workspace, projected, 0, row, row - 1, row > first);
        }
    }

    private void backward(Workspace workspace, float[] projected, int first, int last) {
        Arrays.fill(workspace.buffer(cells), 0);
        for (int row = last; row >= first; row--) {
            step(workspace, projected, 1, row, row + 1, row < last);
        }
    }

    private void step(
            Workspace workspace, float[] projected, int direction, int row, int before, boolean hasBefore) {
        PackedMatrix weights = recurrent[direction];
        float[] hidden = workspace.buffer(out.buffer());
        int units = weights.depth();
        int gate = row * input.columns() + direction * weights.columns();
        if (hasBefore) {
            kernels.addProduct(hidden, out.starts()[before] + direction * units, weights, projected, gate);
        }
        int to = out.starts()[row] + direction * units;
        kernels.lstmCell(projected, gate, workspace.buffer(cells), 0, hidden, to, units);
    }

    /** Where gate {@code gate} of a unit is stored. */
    private static int place(int gate, int unit) {
        return (unit / Kernels.BLOCK * 4 + gate) * Kernels.BLOCK + unit % Kernels.BLOCK;
    }

    static PackedMatrix packInput(Kernels kernels, BiLstm lstm, ModelBundle bundle, Sequence in) {
        int half = 4 * Kernels.blocked(lstm.hidden());
        int depth = in.depth();
        float[] matrix = new float[depth * 2 * half];
        float[] bias = new float[2 * half];
        for (int direction = 0; direction < 2; direction++) {
            String suffix = "_l0" + SUFFIXES[direction];
            float[] weight = bundle.weight(lstm.name() + ".weight_ih" + suffix).data();
            float[] inputBias = bundle.weight(lstm.name() + ".bias_ih" + suffix).data();
            float[] hiddenBias = bundle.weight(lstm.name() + ".bias_hh" + suffix).data();
            for (int row = 0; row < 4 * lstm.hidden(); row++) {
                int column = direction * half + place(row / lstm.hidden(), row % lstm.hidden());
                bias[column] = inputBias[row] + hiddenBias[row];
                for (int feature = 0; feature < lstm.in(); feature++) {
                    matrix[in.places()[feature] * 2 * half + column] = weight[row * lstm.in() + feature];
                }
            }
        }
        return kernels.pack(matrix, bias, depth, 2 * half);
    }

    static PackedMatrix[] packRecurrent(Kernels kernels, BiLstm lstm, ModelBundle bundle) {
        PackedMatrix[] packed = new PackedMatrix[2];
        for (int direction = 0; direction < 2; direction++) {
            int units = Kernels.blocked(lstm.hidden());
            float[] weight = bundle.weight(lstm.name() + ".weight_hh_l0" + SUFFIXES[direction]).data();
            float[] matrix = new float[units * 4 * units];
            for (int row = 0; row < 4 * lstm.hidden(); row++) {
                int column = place(row / lstm.hidden(), row % lstm.hidden());
                for (int unit = 0; unit < lstm.hidden(); unit++) {
                    matrix[unit * 4 * units + column] = weight[row * lstm.hidden() + unit];
                }
            }
            packed[direction] = kernels.pack(matrix, new float[4 * units], units, 4 * units);
        }
        return packed;
    }
}
