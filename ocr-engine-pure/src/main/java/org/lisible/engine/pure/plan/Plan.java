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
    private final Sizes sizes;
    private final Gathering gathering;
    private final Sequence output;

    /** @param buffers values of each buffer @param scratch values of each kind of scratch */
    record Sizes(int[] buffers, int[] scratch) {}

    /**
     * @param images most of a run
     * @param infos of each of the steps
     * @param gathering where the images come together; null if they are from the start
     */
    Plan(
            int images,
            Grid input,
            List<Step> steps,
            List<StepInfo> infos,
            Sizes sizes,
            Gathering gathering,
            Sequence output) {
        this.images = images;
        this.input = input;
        this.steps = List.copyOf(steps);
        this.infos = List.copyOf(infos);
        this.sizes = sizes;
        this.gathering = gathering;
        this.output = output;
    }

    /** How many images one run can take, at least 1; so many together take less time each. */
    public int images() {
        return images;
    }

    /** A workspace for this plan, to be used by one run at a time. @param threads that a run may have */
    public Workspace newWorkspace(int threads) {
        return new Workspace(sizes.buffers(), sizes.scratch(), threads);
    }

    /**
     * Runs the network.
     *
     * @param group at most {@link #images()}, {@code [channels, height, width]} each as the manifest says, checked by the
     *     caller. Not modified.
     * @param workspace one that {@link #newWorkspace} made, for as many threads as the crew has. Modified.
     * @return one for each image
     */
    public List<Logits> run(List<Tensor> group, Workspace workspace, Crew crew) {
        int together = 0;
        if (gathering != null) {
            together = gathering.steps();
            for (int first = 0; first < group.size(); first += gathering.images()) {
                int count = Math.min(gathering.images(), group.size() - first);
                fill(group, first, count, workspace);
                runSteps(0, together, count, workspace, crew);
                gathering.run(workspace, first, count);
            }
        } else {
            fill(group, 0, group.size(), workspace);
        }
        runSteps(together, steps.size(), group.size(), workspace, crew);
        return logits(group.size(), workspace);
    }

    private void runSteps(int first, int end, int images, Workspace workspace, Crew crew) {
        for (int step = first; step < end; step++) {
            crew.run(this, step, images, workspace);
        }
    }

    /** What the steps do, in their order. */
    public List<StepInfo> steps() {
        return infos;
    }

    /** How many parts of a step a {@link Crew} has to run for so many images. */
    public int parts(int step, int images) {
        return steps.get(step).parts(images);
    }

    /** Runs one part of a step, for a {@link Crew}. @param thread which one of the run's threads this is, from 0 on */
    public void runPart(int step, int part, int images, Workspace workspace, int thread) {
        steps.get(step).run(workspace, images, part, workspace.scratch(thread));
    }

    private void fill(List<Tensor> group, int first, int count, Workspace workspace) {
        for (int image = 0; image < count; image++) {
            fill(group.get(first + image).data(), workspace.buffer(input.buffer()), image);
        }
    }

    private void fill(float[] values, float[] to, int image) {
        for (int channel = 0; channel < input.channels(); channel++) {
            for (int y = 0; y < input.height(); y++) {
                int from = (channel * input.height() + y) * input.width();
                int at = input.at(image, y, 0) + channel;
                if (input.stored() == 1) {
                    System.arraycopy(values, from, to, at, input.width());
                    continue;
                }
                for (int x = 0; x < input.width(); x++) {
                    to[at + x * input.stored()] = values[from + x];
                }
            }
        }
    }

    private List<Logits> logits(int images, Workspace workspace) {
        Logits[] logits = new Logits[images];
        for (int image = 0; image < logits.length; image++) {
            logits[image] = logits(workspace.buffer(output.buffer()), image);
        }
        return List.of(logits);
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
