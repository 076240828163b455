package org.lisible.engine.pure.plan;

import java.util.List;

import org.lisible.engine.pure.kernels.Kernels;
import org.lisible.model.InputSpec;
import org.lisible.model.Layer;
import org.lisible.model.Layer.BiLstm;
import org.lisible.model.Layer.Residual;
import org.lisible.model.ModelBundle;
import org.lisible.model.Shapes;

/**
 * Makes the plans of one bundle, for one image or for several at once; the plans share what weights they can. For one
 * thread.
 */
public final class PlanCompiler {

    /** More images at once gain nothing. */
    private static final int MAX_GROUP = 16;
    /** Values of one kind for all images of a group, such that a core's cache holds most of them. */
    private static final int GROUP_VALUES = 1 << 19;

    private final ModelBundle bundle;
    private final Kernels kernels;
    private final PackedWeights packed = new PackedWeights();

    /** @param bundle a checked bundle */
    public PlanCompiler(ModelBundle bundle, Kernels kernels) {
        this.bundle = bundle;
        this.kernels = kernels;
    }

    /**
     * A plan for up to {@code images} images at once. One for many is slow with few: it uses ways that pay where each weight
     * is used often.
     *
     * @throws org.lisible.OcrException of kind {@code BROKEN} if a layer stands where it cannot
     */
    public Plan compile(int images) {
        Shapes.of(bundle.manifest());
        return new Compilation(bundle, kernels, packed, Math.min(images, goodPictures()), images).run();
    }

    /** How many images together take the least time each: several where pictures are small or go through time, else 1. */
    public int goodGroup() {
        boolean goesThroughTime = bundle.manifest().layers().stream().anyMatch(BiLstm.class::isInstance);
        return goesThroughTime ? Math.max(goodPictures(), BiLstmStep.TOGETHER) : goodPictures();
    }

    private int goodPictures() {
        InputSpec input = bundle.manifest().input();
        int[] shape = {input.channels(), input.height(), input.width()};
        return (int) Math.clamp(GROUP_VALUES / largest(bundle.manifest().layers(), shape), 1, MAX_GROUP);
    }

    /** Values of the largest picture or sequence. */
    private static long largest(List<Layer> layers, int[] input) {
        List<int[]> shapes = Shapes.of(layers, input);
        long largest = 0;
        for (int i = 0; i < shapes.size(); i++) {
            long values = 1;
            for (int size : shapes.get(i)) {
                values *= size;
            }
            largest = Math.max(largest, values);
            if (i < layers.size() && layers.get(i) instanceof Residual residual) {
                largest = Math.max(largest, largest(residual.body(), shapes.get(i)));
                largest = Math.max(largest, largest(residual.shortcut(), shapes.get(i)));
            }
        }
        return largest;
    }
}
