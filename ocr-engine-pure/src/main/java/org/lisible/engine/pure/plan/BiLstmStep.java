package org.lisible.engine.pure.plan;

import java.util.Arrays;

import org.lisible.engine.pure.kernels.Kernels;
import org.lisible.engine.pure.kernels.PackedMatrix;
import org.lisible.model.Layer.BiLstm;
import org.lisible.model.ModelBundle;

/**
 * A bidirectional LSTM after its inputs' product: goes through time, adding to the gates what the hidden state adds. Several
 * images go through time together, so that each weight is read once for all of them; a part is one direction of those. Gates are
 * stored {@code [unit / BLOCK][i f g o][BLOCK]}, so that one vector of units finds its four gates side by side.
 *
 * @param recurrent one matrix for each direction, {@code [hidden][gates]}
 * @param gates {@code [forward gates, backward gates]} of each step, with what the input adds and the biases. Modified.
 */
record BiLstmStep(Kernels kernels, PackedMatrix[] recurrent, Sequence gates, Sequence out) implements Step {

    /** Images that go through time together. */
    static final int TOGETHER = 8;

    private static final String[] SUFFIXES = {"", "_reverse"};

    @Override
    public int parts(int images) {
        return 2 * ((images + TOGETHER - 1) / TOGETHER);
    }

    @Override
    public void run(Workspace workspace, int images, int part, Scratch scratch) {
        int first = part / 2 * TOGETHER;
        int count = Math.min(TOGETHER, images - first);
        boolean forward = part % 2 == 0;
        int steps = out.steps();
        Arrays.fill(scratch.array(Scratch.SMALL), 0, count * units(), 0);
        for (int step = 0; step < steps; step++) {
            int now = forward ? step : steps - 1 - step;
            int before = forward ? now - 1 : now + 1;
            int row = first * steps + now;
            if (step > 0) {
                addHidden(workspace, part % 2, first * steps + before, row, count);
            }
            for (int image = 0; image < count; image++) {
                cell(workspace, part % 2, row + image * steps, image, scratch);
            }
        }
    }

    private void addHidden(Workspace workspace, int direction, int before, int row, int count) {
        kernels.addProducts(
                workspace.buffer(out.buffer()),
                out.starts()[before] + direction * units(),
                out.steps() * out.depth(),
                count,
                recurrent[direction],
                workspace.buffer(gates.buffer()),
                gate(direction, row),
                out.steps() * gates.depth());
    }

    private void cell(Workspace workspace, int direction, int row, int image, Scratch scratch) {
        kernels.lstmCell(
                workspace.buffer(gates.buffer()),
                gate(direction, row),
                scratch.array(Scratch.SMALL),
                image * units(),
                workspace.buffer(out.buffer()),
                out.starts()[row] + direction * units(),
                units());
    }

    private int units() {
        return recurrent[0].depth();
    }

    private int gate(int direction, int row) {
        return gates.starts()[row] + direction * recurrent[0].columns();
    }

    /** Where gate {@code gate} of a unit is stored. */
    private static int place(int gate, int unit) {
        return (unit / Kernels.BLOCK * 4 + gate) * Kernels.BLOCK + unit % Kernels.BLOCK;
    }

    static SplitMatrix packInput(Kernels kernels, BiLstm lstm, ModelBundle bundle, Sequence in) {
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
        return SplitMatrix.pack(kernels, matrix, bias, depth, 2 * half);
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
