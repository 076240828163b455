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
 * Prepares single characters. An image is brought to the common frame of {@value #FRAME}x{@value #FRAME} pixels, in which
 * the augmentation's pixels are meant, and distorted there; {@value #PLAIN_SHARE} of the examples stay as they came, for
 * so they come in use. Some distorted ones are scaled down to {@value #SMALL}x{@value #SMALL}, for edges are coarser
 * there: {@value #SMALL_AGAIN_SHARE} of those that came as small as that, {@value #SMALL_SHARE} of the others. A share of
 * all loses its frame, so that the network reads without too: half of those are cut out with a random margin, half have
 * zeros in the frame's channels.
 *
 * @param augmentation how far images are distorted
 * @param input what the network takes in
 * @param dropFrame share of the examples without a frame
 */
record CharacterPreparation(Augmentation augmentation, InputSpec input, double dropFrame) implements Preparation {

    private static final int FRAME = 64;
    private static final int SMALL = 28;
    private static final double PLAIN_SHARE = 0.3;
    private static final double SMALL_AGAIN_SHARE = 0.75;
    private static final double SMALL_SHARE = 0.06;

    @Override
    public Tensor apply(GrayImage image, long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        GrayImage shown = random.nextDouble() < PLAIN_SHARE ? image : distorted(image, random);
        double drop = random.nextDouble();
        Tensor tensor = preprocess(drop < dropFrame / 2 ? Framing.tight(shown, random) : shown, image);
        if (drop >= dropFrame / 2 && drop < dropFrame) {
            Arrays.fill(tensor.data(), input.height() * input.width(), tensor.data().length, 0);
        }
        return tensor;
    }

    private GrayImage distorted(GrayImage image, RandomGenerator random) {
        GrayImage distorted = augmentation.apply(Framing.square(image, FRAME), random.nextLong());
        boolean cameSmall = image.width() <= SMALL && image.height() <= SMALL;
        boolean small = random.nextDouble() < (cameSmall ? SMALL_AGAIN_SHARE : SMALL_SHARE);
        return small ? Framing.square(distorted, SMALL) : distorted;
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
