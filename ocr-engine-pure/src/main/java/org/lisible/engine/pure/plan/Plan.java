package org.lisible.engine.pure.plan;

import java.util.List;

import org.lisible.result.Logits;
import org.lisible.tensor.Tensor;

/** A network ready to run: fused steps, packed weights, known buffers. Immutable; safe for any number of threads. */
public final class Plan {

    private final int images;
    private final Grid input;
    private final List<Step> steps;
    private final List<StepInfo> infos;
    private final int[] bufferSizes;
    private final Sequence output;

    /** @param infos of each of the steps */
    Plan(int images, Grid input, List<Step> steps, List<StepInfo> infos, int[] bufferSizes, Sequence output) {
        this.images = images;
        this.input = input;
        this.steps = List.copyOf(steps);
        this.infos = List.copyOf(infos);
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
        fill(group, workspace);
        for (int step = 0; step < steps.size(); step++) {
            runStep(step, workspace, group.size());
        }
        return logits(group.size(), workspace);
    }

    /** What the steps do, in their order. */
    public List<StepInfo> steps() {
        return infos;
    }

    /** The start of {@link #run}: puts the images where the first step reads them. */
    public void fill(List<Tensor> group, Workspace workspace) {
        for (int image = 0; image < group.size(); image++) {
            fill(group.get(image).data(), workspace.buffer(input.buffer()), image);
        }
    }

    /** One step of {@link #run}, after all before it. */
    public void runStep(int step, Workspace workspace, int images) {
        steps.get(step).run(workspace, images);
    }

    private List<Logits> logits(int images, Workspace workspace) {
        Logits[] logits = new Logits[images];
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

    /** The steps' own names for themselves. */
    List<String> kinds() {
        return steps.stream().map(step -> step.getClass().getSimpleName()).toList();
    }
}
