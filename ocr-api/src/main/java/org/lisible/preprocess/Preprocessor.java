package org.lisible.preprocess;

import java.util.Arrays;
import java.util.function.UnaryOperator;

import org.lisible.image.GrayImage;
import org.lisible.model.InputSpec;
import org.lisible.result.Range;
import org.lisible.tensor.Tensor;

/**
 * Brings an image to the form that a model reads, once for all engines: polarity, then size, then value range. Knows no
 * state; safe for any thread.
 */
public final class Preprocessor {

    private Preprocessor() {}

    /**
     * The tensor of an image.
     *
     * @param image not modified
     * @param spec what the model takes in
     * @return {@code [channels, height, width]}; grey level {@code g} becomes {@code low + (high - low) g / 255}, the same
     *     in every channel unless the fit is {@link InputSpec.Fit#GLYPH}
     * @throws org.lisible.OcrException of kind {@code UNPROCESSABLE}, code {@code empty-canvas}, if a glyph is wanted and
     *     nothing is drawn
     */
    public static Tensor apply(GrayImage image, InputSpec spec) {
        if (spec.fit() == InputSpec.Fit.GLYPH) {
            return GlyphPlanes.of(image, spec);
        }
        GrayImage upright = Polarities.apply(image, spec.polarity());
        Placement placement = Placement.of(image.width(), image.height(), spec);
        GrayImage scaled = Resampler.resize(upright, placement.width(), placement.height(), spec.interpolation());
        float[] values = values(spec);
        float[] data = new float[Math.toIntExact(Tensor.size(spec.channels(), spec.height(), spec.width()))];
        if (scaled.width() < spec.width() || scaled.height() < spec.height()) {
            Arrays.fill(data, values[Levels.ofBorder(upright).median()]);
        }
        for (int channel = 0; channel < spec.channels(); channel++) {
            int top = channel * spec.height() + placement.top();
            for (int y = 0; y < scaled.height(); y++) {
                int row = (top + y) * spec.width();
                for (int x = 0; x < scaled.width(); x++) {
                    data[row + x] = values[scaled.at(x, y)];
                }
            }
        }
        return new Tensor(new int[] {spec.channels(), spec.height(), spec.width()}, data);
    }

    /**
     * From time steps back to the image's own columns.
     *
     * @param image the image that {@link #apply} was given
     * @param spec what the model takes in
     * @param steps how many time steps the network made of the tensor's width; each covers the same part of it
     * @return maps a range of steps to the columns under it, rounded outwards and kept inside the image; of a glyph to the
     *     columns between which it is drawn
     */
    public static UnaryOperator<Range> sourceColumns(GrayImage image, InputSpec spec, int steps) {
        if (spec.fit() == InputSpec.Fit.GLYPH) {
            Ink ink = Ink.of(image, spec);
            Range drawn = new Range(ink.left(), ink.right());
            return _ -> drawn;
        }
        Placement placement = Placement.of(image.width(), image.height(), spec);
        int imageWidth = image.width();
        return range -> placement.sourceColumns(range, steps, spec.width(), imageWidth);
    }

    /** The tensor value of each grey level: {@code float[256]}. */
    private static float[] values(InputSpec spec) {
        float[] values = new float[256];
        for (int level = 0; level < 256; level++) {
            values[level] = (float) (spec.low() + (spec.high() - spec.low()) * level / 255);
        }
        return values;
    }
}
