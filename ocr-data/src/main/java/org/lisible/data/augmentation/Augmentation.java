package org.lisible.data.augmentation;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import org.lisible.data.drawing.Plane;
import org.lisible.data.drawing.StrikeLine;
import org.lisible.image.GrayImage;

/**
 * How far training images are distorted. Every number is the largest change, drawn anew for each image; 0 turns its
 * distortion off. The text is never moved out of the picture: a shift that would do so is cut short. Immutable; safe for
 * concurrent use.
 *
 * @param content what the images show, which decides what the warp does at the border
 * @param rotation degrees either way
 * @param shear of columns against rows, the tangent either way
 * @param scale share either way, each axis on its own; 0.05 is 95 to 105 %
 * @param shiftX pixels either way
 * @param shiftY pixels either way
 * @param elastic standard deviation in pixels of the grid behind the smooth displacement (Simard, Steinkraus, Platt 2003)
 * @param grid share either way by which each of five bands of columns, and of rows, grows or shrinks against the others
 * @param stroke pixels by which each edge of a stroke moves out or in; needs {@link Content#GLYPH}
 * @param blur standard deviation in pixels of a Gaussian
 * @param noise standard deviation in grey levels
 * @param contrast share either way around the image's mean
 * @param brightness grey levels either way
 * @param strike chance that a strike line is drawn over the text
 */
public record Augmentation(
        Content content,
        double rotation,
        double shear,
        double scale,
        double shiftX,
        double shiftY,
        double elastic,
        double grid,
        double stroke,
        double blur,
        double noise,
        double contrast,
        double brightness,
        double strike) {

    public static final Augmentation NONE = line(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    public static final Augmentation LIGHT = line(1.5, 0.05, 0.03, 3, 2, 0.5, 0.4, 4, 0.1, 8, 0);

    /** For some hundred real images. */
    public static final Augmentation MODERATE = line(3, 0.12, 0.06, 5, 3, 1.0, 0.7, 8, 0.2, 15, 0.3);

    /** For long training of large networks. */
    public static final Augmentation STRONG = line(5, 0.2, 0.1, 8, 4, 1.6, 1.0, 14, 0.3, 25, 0.5);

    /** For single characters in 64x64 frames. */
    public static final Augmentation CHARACTERS =
            new Augmentation(Content.GLYPH, 5, 0.1, 0.06, 2, 2, 1.1, 0.1, 0.15, 0.25, 3, 0.1, 6, 0);

    /** What an image shows. */
    public enum Content {

        /** A line of text that fills its picture. What the warp opens is filled with the edge's pixels. */
        LINE,

        /**
         * One character on plain paper. What the warp opens is paper, and no ink leaves the picture: a character that the
         * warp makes too large is made smaller.
         */
        GLYPH
    }

    public Augmentation {
        requireNonNull(content, "content is null");
        double[] values = {rotation, shear, scale, shiftX, shiftY, elastic, grid, stroke, blur, noise, contrast, brightness, strike};
        for (double value : values) {
            if (!(value >= 0) || Double.isInfinite(value)) {
                throw new IllegalArgumentException("an augmentation's range is " + value + ", not at least 0");
            }
        }
        if (strike > 1 || scale >= 1 || grid >= 1 || contrast > 1 || rotation > 90) {
            throw new IllegalArgumentException(
                    "strike and contrast go up to 1, scale and grid below 1, rotation up to 90 degrees");
        }
        if (stroke > 0 && content == Content.LINE) {
            throw new IllegalArgumentException("only strokes of a glyph can be made thicker and thinner, not those of a line");
        }
    }

    /** Distortions of lines of text, without those that only characters have. */
    static Augmentation line(
            double rotation,
            double shear,
            double scale,
            double shiftX,
            double shiftY,
            double elastic,
            double blur,
            double noise,
            double contrast,
            double brightness,
            double strike) {
        return new Augmentation(
                Content.LINE, rotation, shear, scale, shiftX, shiftY, elastic, 0, 0, blur, noise, contrast, brightness, strike);
    }

    /** The presets by name, from nothing to strong, and that for characters. */
    public static Map<String, Augmentation> presets() {
        Map<String, Augmentation> presets = new LinkedHashMap<>();
        presets.put("none", NONE);
        presets.put("light", LIGHT);
        presets.put("moderate", MODERATE);
        presets.put("strong", STRONG);
        presets.put("characters", CHARACTERS);
        return presets;
    }

    /**
     * @throws IllegalArgumentException for another name; the message lists those there are
     */
    public static Augmentation named(String name) {
        Augmentation preset = presets().get(requireNonNull(name, "name is null"));
        if (preset == null) {
            throw new IllegalArgumentException(
                    "unknown augmentation '" + name + "'; there are: " + String.join(", ", presets().keySet()));
        }
        return preset;
    }

    /** A seed of its own for each image of each epoch, so that a resumed training sees what an uninterrupted one would have. */
    public static long seed(long base, int index, int epoch) {
        return new SplittableRandom(base ^ ((long) epoch << 32 | index & 0xffff_ffffL) * 0x9e37_79b9_7f4a_7c15L).nextLong();
    }

    /**
     * Distorts an image.
     *
     * @param image not modified
     * @param seed the same seed gives the same image
     * @return an image of the same size
     */
    public GrayImage apply(GrayImage image, long seed) {
        requireNonNull(image, "image is null");
        if (equals(NONE)) {
            return image;
        }
        RandomGenerator random = new SplittableRandom(seed);
        Plane plane = Plane.of(image);
        if (rotation + shear + scale + shiftX + shiftY + elastic + grid > 0) {
            plane = Warp.draw(this, plane, random).apply(plane);
        }
        if (stroke > 0) {
            StrokeWidth.change(plane, stroke * (2 * random.nextDouble() - 1));
        }
        if (random.nextDouble() < strike) {
            strike(plane, random);
        }
        Tone.apply(this, plane, random);
        return plane.toImage();
    }

    private static void strike(Plane plane, RandomGenerator random) {
        float thickness = random.nextFloat(0.6f, 1.1f);
        // 1: a line across, 2: a scribble, 3: both
        int which = random.nextInt(1, 4);
        double drift = random.nextDouble(-0.05, 0.3);
        if ((which & 1) != 0) {
            StrikeLine.draw(plane, StrikeLine.ACROSS, 0, thickness, random);
        }
        if ((which & 2) != 0) {
            double[] columns = StrikeLine.SCRIBBLE.clone();
            for (int i = 0; i < columns.length; i++) {
                columns[i] += drift;
            }
            StrikeLine.draw(plane, columns, 0, thickness, random);
        }
    }
}
