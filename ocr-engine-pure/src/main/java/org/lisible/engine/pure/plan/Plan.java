package org.lisible.engine.pure.plan;

import java.util.List;

import org.lisible.result.Logits;
import org.lisible.tensor.Tensor;

/** A network ready to run: fused steps, packed weights, known buffers. Immutable; safe for any number of threads. */
public final class Plan {

    private final int images;
    private final Grid input;
    private final List<Step> steps;
    private final int[] bufferSizes;
    private final Sequence output;

    Plan(int images, Grid input, List<Step> steps, int[] bufferSizes, Sequence output) {
        this.images = images;
        this.input = input;
        this.steps = List.copyOf(steps);
        this.bufferSizes = bufferSizes;
        this.output = output;
    }

    /** How many images one run can take, at least 1; so many together take less time each. */
    public int images() {
        return images;
    }

    /** A workspace for this plan, to be used by one run at a time. */
    public Workspace newWorkspace() {
        return new Workspace(bufferSizes);
    }

    /**
     * Runs the network.
     *
     * @param group at most {@link #images()}, {@code [channels, height, width]} each as the manifest says, checked by the
     *     caller. Not modified.
     * @param workspace one that {@link #newWorkspace} made. Modified.
     * @return one for each image
     */
    public List<Logits> run(List<Tensor> group, Workspace workspace) {
        for (int image = 0; image < group.size(); image++) {
            fill(group.get(image).data(), workspace.buffer(input.buffer()), image);
        }
        for (Step step : steps) {
            step.run(workspace, group.size());
        }
        Logits[] logits = new Logits[group.size()];
        for (int image = 0; image < logits.length; image++) {
            logits[image] = logits(workspace.buffer(output.buffer()), image);
        }
        return List.of(logits);
    }

    private void fill(float[] values, float[] to, int image) {
        for (int channel = 0; channel < input.channels(); channel++) {
            for (int y = 0; y < input.height(); y++) {
                int from = (channel * input.height() + y) * input.width();
                int at = input.at(image, y, 0) + channel;
                for (int x = 0; x < input.width(); x++) {
                    to[at + x * input.stored()] = values[from + x];
                }
            }
        }
    }

    private Logits logits(float[] from, int image) {
        int classes = output.features();
        float[] values = new float[output.steps() * classes];
        for (int step = 0; step < output.steps(); step++) {
            for (int clazz = 0; clazz < classes; clazz++) {
                values[step * classes + clazz] = from[output.at(image * output.steps() + step, clazz)];
            }
        }
        return new Logits(output.steps(), classes, values);
    }

    List<Step> steps() {
        return steps;
    }
}
