package org.lisible.preprocess;

import java.util.Arrays;

import org.lisible.image.GrayImage;
import org.lisible.model.InputSpec;
import org.lisible.preprocess.Resampler.Stretch;
import org.lisible.tensor.Tensor;

/** The two pictures of {@link InputSpec.Fit#GLYPH}; the lightest pixel of each is white, so that a thin pen counts like a thick one. */
final class GlyphPlanes {

    private GlyphPlanes() {}

    /**
     * @param image not modified
     * @throws org.lisible.OcrException if too little is drawn, see {@link Ink#of}
     */
    static Tensor of(GrayImage image, InputSpec spec) {
        Ink ink = Ink.of(image, spec);
        float[] data = new float[Math.toIntExact(Tensor.size(spec.channels(), spec.height(), spec.width()))];
        Arrays.fill(data, (float) spec.low());
        draw(glyph(image, ink, spec), data, 0, 1, spec);
        int fineness = spec.frameFineness();
        if (fineness > 0) {
            draw(frame(image, ink, fineness * spec.width(), spec), data, 1, fineness, spec);
        }
        return new Tensor(new int[] {spec.channels(), spec.height(), spec.width()}, data);
    }

    private static GrayImage glyph(GrayImage image, Ink ink, InputSpec spec) {
        int size = spec.glyph().size();
        double longest = Math.max(ink.right() - ink.left(), ink.bottom() - ink.top());
        double pixelsPerPixel = longest / (size * spec.glyph().share());
        Axis columns = Axis.around(ink.left(), ink.right(), pixelsPerPixel, size, spec.glyph().share());
        Axis rows = Axis.around(ink.top(), ink.bottom(), pixelsPerPixel, size, spec.glyph().share());
        return Resampler.resize(
                cut(image, ink, columns.first(), columns.size(), rows.first(), rows.size()),
                columns.stretch(),
                rows.stretch(),
                columns.pixels(),
                rows.pixels(),
                spec.interpolation());
    }

    /**
     * One axis of the cut.
     *
     * @param first the image's first pixel in the cut, before the image if below 0
     * @param size the cut's pixels
     * @param stretch the part of the cut that is scaled
     * @param pixels what it is scaled to, as odd or even as the square so that both share a middle
     */
    private record Axis(int first, int size, Stretch stretch, int pixels) {

        static Axis around(int from, int to, double scale, int size, double share) {
            int spare = (int) Math.max(0, (size * share - (to - from) / scale) / 2);
            int pixels = size - 2 * spare;
            double start = (from + to - pixels * scale) / 2;
            int first = (int) Math.floor(start);
            int cut = (int) Math.ceil(start + pixels * scale) - first;
            return new Axis(first, cut, new Stretch(start - first, start - first + pixels * scale), pixels);
        }
    }

    /** A part of the image with stretched grey levels, paper where it reaches beyond the image. */
    private static GrayImage cut(GrayImage image, Ink ink, int left, int width, int top, int height) {
        byte[] cut = new byte[Math.multiplyExact(width, height)];
        int right = Math.min(image.width(), left + width);
        int bottom = Math.min(image.height(), top + height);
        for (int y = Math.max(0, top); y < bottom; y++) {
            int from = y * image.width();
            int to = (y - top) * width - left;
            for (int x = Math.max(0, left); x < right; x++) {
                cut[to + x] = ink.levels()[image.pixels()[from + x] & 0xff];
            }
        }
        return new GrayImage(width, height, cut);
    }

    private static GrayImage frame(GrayImage image, Ink ink, int side, InputSpec spec) {
        double scale = (double) side / Math.max(image.width(), image.height());
        return Resampler.resize(
                cut(image, ink, 0, image.width(), 0, image.height()),
                Math.clamp(Math.round(image.width() * scale), 1, side),
                Math.clamp(Math.round(image.height() * scale), 1, side),
                spec.interpolation());
    }

    /** Into the middle of a square of {@code fineness} times the tensor's side, whose pixels are dealt out to channels. */
    private static void draw(GrayImage plane, float[] data, int channel, int fineness, InputSpec spec) {
        int lightest = 1;
        for (byte level : plane.pixels()) {
            lightest = Math.max(lightest, level & 0xff);
        }
        double unit = (spec.high() - spec.low()) / lightest;
        int left = (fineness * spec.width() - plane.width()) / 2;
        int top = (fineness * spec.height() - plane.height()) / 2;
        for (int y = 0, from = 0; y < plane.height(); y++) {
            int row = top + y;
            for (int x = 0; x < plane.width(); x++) {
                int column = left + x;
                int to = channel + row % fineness * fineness + column % fineness;
                data[(to * spec.height() + row / fineness) * spec.width() + column / fineness] =
                        (float) (spec.low() + unit * (plane.pixels()[from++] & 0xff));
            }
        }
    }
}
