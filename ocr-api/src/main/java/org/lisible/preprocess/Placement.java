package org.lisible.preprocess;

import org.lisible.model.InputSpec;
import org.lisible.result.Range;

/**
 * Where the scaled image lies in the tensor.
 *
 * @param width columns of the scaled image, from the tensor's left edge
 * @param height rows of the scaled image
 * @param top rows of filling above it
 */
record Placement(int width, int height, int top) {

    static Placement of(int imageWidth, int imageHeight, InputSpec spec) {
        if (spec.fit() == InputSpec.Fit.STRETCH) {
            return new Placement(spec.width(), spec.height(), 0);
        }
        double scale = Math.min((double) spec.width() / imageWidth, (double) spec.height() / imageHeight);
        int width = Math.clamp(Math.round(imageWidth * scale), 1, spec.width());
        int height = Math.clamp(Math.round(imageHeight * scale), 1, spec.height());
        return new Placement(width, height, (spec.height() - height) / 2);
    }

    /** The image's columns under a range of steps, when {@code steps} of them cover {@code tensorWidth} columns evenly. */
    Range sourceColumns(Range range, int steps, int tensorWidth, int imageWidth) {
        double columnsPerStep = (double) tensorWidth / steps * imageWidth / width;
        int start = Math.clamp((long) Math.floor(range.start() * columnsPerStep + 1e-6), 0, imageWidth - 1);
        int end = Math.clamp((long) Math.ceil(range.end() * columnsPerStep - 1e-6), start + 1, imageWidth);
        return new Range(start, end);
    }
}
