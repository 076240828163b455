package org.lisible.engine.pure.plan;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import org.lisible.engine.pure.kernels.PackedMatrix;

/** Packed weights that the plans of a bundle share, for they lie the same for any number of images; by the layers' numbers. */
final class PackedWeights {

    private final Map<Integer, SplitMatrix> matrices = new HashMap<>();
    private final Map<Integer, WinogradStep.Weights> tiled = new HashMap<>();
    private final Map<Integer, PackedMatrix[]> recurrent = new HashMap<>();

    SplitMatrix matrix(int layer, Supplier<SplitMatrix> pack) {
        return matrices.computeIfAbsent(layer, _ -> pack.get());
    }

    WinogradStep.Weights tiled(int layer, Supplier<WinogradStep.Weights> pack) {
        return tiled.computeIfAbsent(layer, _ -> pack.get());
    }

    PackedMatrix[] recurrent(int layer, Supplier<PackedMatrix[]> pack) {
        return recurrent.computeIfAbsent(layer, _ -> pack.get());
    }
}
