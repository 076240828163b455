package org.lisible.cli;

import java.util.List;

import org.lisible.data.augmentation.Augmentation;
import org.lisible.data.synthesis.CaptchaSynthesizer;
import org.lisible.data.synthesis.SyntheticCaptcha;
import org.lisible.image.GrayImage;
import org.lisible.model.InputSpec;
import org.lisible.preprocess.Preprocessor;
import org.lisible.spi.training.Example;
import org.lisible.spi.training.Examples;

/**
 * Real images, distorted anew in each epoch, and after them synthetic ones that occur once and never again. Grey images
 * are kept; tensors are made when they are asked for.
 *
 * @param samples real images
 * @param input what the network takes in
 * @param augmentation of the real ones and, for what it is not made of already, of the synthetic ones
 * @param seed of the augmentation
 * @param synthetic how many synthetic images an epoch has
 * @param synthesizer makes them; null if there are none
 */
record ImageExamples(
        List<Sample> samples,
        InputSpec input,
        Augmentation augmentation,
        long seed,
        int synthetic,
        CaptchaSynthesizer synthesizer)
        implements Examples {

    /** The images as they are. */
    static ImageExamples plain(List<Sample> samples, InputSpec input) {
        return new ImageExamples(samples, input, Augmentation.NONE, 0, 0, null);
    }

    @Override
    public int size() {
        return samples.size() + synthetic;
    }

    @Override
    public Example get(int index, int epoch) {
        if (index < samples.size()) {
            Sample sample = samples.get(index);
            return example(sample.image(), sample.label(), index, epoch);
        }
        SyntheticCaptcha captcha = synthesizer.image((long) (epoch - 1) * synthetic + index - samples.size());
        return example(captcha.image(), captcha.label(), index, epoch);
    }

    private Example example(GrayImage image, String label, int index, int epoch) {
        GrayImage distorted = augmentation.apply(image, Augmentation.seed(seed, index, epoch));
        return new Example(Preprocessor.apply(distorted, input), label);
    }
}
