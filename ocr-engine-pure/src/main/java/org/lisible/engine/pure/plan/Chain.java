package org.lisible.engine.pure.plan;

import java.util.List;

import org.lisible.model.Layer;
import org.lisible.model.Layer.BatchNorm2d;
import org.lisible.model.Layer.Conv2d;
import org.lisible.model.Layer.Dropout;
import org.lisible.model.Layer.Relu;
import org.lisible.model.Layer.Residual;

/** Layers that follow each other, taken one by one from the front; dropout is left out. */
final class Chain {

    private final int images;
    private final List<Layer> layers;
    private int next;

    /** @param images in a group */
    Chain(List<Layer> layers, int images) {
        this.images = images;
        this.layers = layers.stream().filter(layer -> !(layer instanceof Dropout)).toList();
    }

    boolean hasNext() {
        return next < layers.size();
    }

    Layer take() {
        return layers.get(next++);
    }

    /** The next layer, left where it is; null after the last one. */
    Layer peek() {
        return hasNext() ? layers.get(next) : null;
    }

    /** Takes a ReLU, if one is next. */
    boolean takeRelu() {
        boolean there = peek() instanceof Relu;
        next += there ? 1 : 0;
        return there;
    }

    /** Whether the next layer changes the picture that it gets. */
    boolean startsInPlace() {
        return hasNext() && isInPlace(peek());
    }

    /** The margin that suits whatever will read a picture that is made now. */
    Margin margin(int stored, int height, int width) {
        return switch (reader()) {
            case Conv2d conv -> margin(conv, stored, height, width);
            case Residual residual -> branchMargin(residual.body(), stored, height, width)
                    .and(branchMargin(residual.shortcut(), stored, height, width));
            case null, default -> Margin.NONE;
        };
    }

    /** Whether a picture that is made now will be added to another one, channel for channel as stored. */
    boolean readByResidual() {
        return reader() instanceof Residual;
    }

    private Layer reader() {
        return layers.stream().skip(next).filter(layer -> !isInPlace(layer)).findFirst().orElse(null);
    }

    private Margin branchMargin(List<Layer> layers, int stored, int height, int width) {
        Chain branch = new Chain(layers, images);
        return branch.startsInPlace() ? Margin.NONE : branch.margin(stored, height, width);
    }

    private Margin margin(Conv2d reader, int stored, int height, int width) {
        int vertical = reader.paddingHeight();
        int horizontal = reader.paddingWidth();
        boolean tiled = WinogradStep.suits(reader, stored, height, width, images);
        return new Margin(
                vertical,
                vertical + (tiled ? WinogradStep.overhang(height + 2 * vertical) : 0),
                horizontal,
                horizontal + (tiled ? WinogradStep.overhang(width + 2 * horizontal) : 0));
    }

    private static boolean isInPlace(Layer layer) {
        return layer instanceof BatchNorm2d || layer instanceof Relu;
    }
}
