package org.lisible.cli;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import org.lisible.OcrException;
import org.lisible.data.augmentation.Augmentation;
import org.lisible.image.GrayImage;
import org.lisible.model.InputSpec;
import org.lisible.preprocess.Preprocessor;
import org.lisible.tensor.Tensor;

/**
 * Prepares single characters: brings the image to the common frame of {@value #FRAME}x{@value #FRAME} pixels, in which
 * the augmentation's pixels are meant, and distorts it there. So that the network reads any framing, some examples are
 * scaled down to {@value #SMALL}x{@value #SMALL} afterwards, where the margin around the glyph and its edges are coarser
 * (half of the images that came as small as that, an eighth of the others), and a share of them loses its frame: half of
 * those are cut out with a random margin, half have zeros in the frame's plane.
 *
 * @param augmentation how far images are distorted
 * @param input what the network takes in
 * @param dropFrame share of the examples without a frame
 */
record CharacterPreparation(Augmentation augmentation, InputSpec input, double dropFrame) implements Preparation {

    private static final int FRAME = 64;
    private static final int SMALL = 28;
    private static final double SMALL_SHARE = 0.125;

    @Override
    public Tensor apply(GrayImage image, long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        boolean cameSmall = image.width() <= SMALL && image.height() <= SMALL;
        GrayImage distorted = augmentation.apply(Framing.square(image, FRAME), random.nextLong());
        double drop = random.nextDouble();
        double shrink = random.nextDouble();
        GrayImage framed = drop < dropFrame / 2 ? Framing.tight(distorted, random) : distorted;
        GrayImage shown = shrink < (cameSmall ? 0.5 : SMALL_SHARE) ? Framing.square(framed, SMALL) : framed;
        Tensor tensor = preprocess(shown, image);
        if (drop >= dropFrame / 2 && drop < dropFrame) {
            Arrays.fill(tensor.data(), input.height() * input.width(), tensor.data().length, 0);
        }
        return tensor;
    }

    /** A dot may be distorted to nothing; then it stays as it came. */
    private Tensor preprocess(GrayImage image, GrayImage original) {
        try {
            return Preprocessor.apply(image, input);
        } catch (OcrException nothingLeft) {
            return Preprocessor.apply(original, input);
        }
    }
}
