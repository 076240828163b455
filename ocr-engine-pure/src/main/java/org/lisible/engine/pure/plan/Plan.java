package org.lisible.engine.pure.plan;

import java.util.List;

import org.lisible.result.Logits;
import org.lisible.tensor.Tensor;

/** A network ready to run: fused steps, packed weights, known buffers. Immutable; safe for any number of threads. */
public final class Plan {

    private final Grid input;
    private final List<Step> steps;
    private final int[] bufferSizes;
    private final Sequence output;

    Plan(Grid input, List<Step> steps, int[] bufferSizes, Sequence output) {
        this.input = input;
        this.steps = List.copyOf(steps);
        this.bufferSizes = bufferSizes;
        this.output = output;
    }

    /** A workspace for this plan, to be used by one run at a time. */
    public Workspace newWorkspace() {
        return new Workspace(bufferSizes);
    }

    /**
     * Runs the network.
     *
     * @param image {@code [channels, height, width]} as the manifest says, checked by the caller. Not modified.
     * @param workspace one that {@link #newWorkspace} made. Modified.
     */
    public Logits run(Tensor image, Workspace workspace) {
        fill(image.data(), workspace.buffer(input.buffer()));
        for (Step step : steps) {
            step.run(workspace);
        }
        return logits(workspace.buffer(output.buffer()));
    }

    private void fill(float[] image, float[] to) {
        for (int channel = 0; channel < input.channels(); channel++) {
            for (int y = 0; y < input.height(); y++) {
                int from = (channel * input.height() + y) * input.width();
                int at = input.at(y, 0) + channel;
                for (int x = 0; x < input.width(); x++) {
                    to[at + x * input.stored()] = image[from + x];
                }
            }
        }
    }

    private Logits logits(float[] from) {
        int classes = output.features();
        float[] values = new float[output.steps() * classes];
        for (int step = 0; step < output.steps(); step++) {
            for (int clazz = 0; clazz < classes; clazz++) {
                values[step * classes + clazz] = from[output.at(step, clazz)];
            }
        }
        return new Logits(output.steps(), classes, values);
    }

    /** The steps' names in order, such as {@code ConvolutionStep}; for tests and people. */
    public List<String> stepNames() {
        return steps.stream().map(step -> step.getClass().getSimpleName()).toList();
    }
}
