package org.lisible.cli;

import java.util.List;

import org.lisible.data.augmentation.Augmentation;
import org.lisible.image.GrayImage;
import org.lisible.model.InputSpec;
import org.lisible.spi.training.Example;
import org.lisible.spi.training.Examples;

/**
 * Real images, then repeated ones of rare labels, then made ones that occur once and never again; each prepared anew in
 * each epoch. Grey images are kept; tensors are made when they are asked for.
 *
 * @param samples real images
 * @param balance which of them are repeated
 * @param made pictures that are added
 * @param preparation from image to tensor
 * @param seed of the preparation
 */
record ImageExamples(List<Sample> samples, Balance balance, Made made, Preparation preparation, long seed)
        implements Examples {

    /** The images as they are. */
    static ImageExamples plain(List<Sample> samples, InputSpec input) {
        return new ImageExamples(samples, Balance.NONE, Made.NONE, Preparation.plain(input), 0);
    }

    @Override
    public int size() {
        return samples.size() + balance.size() + made.perEpoch();
    }

    @Override
    public Example get(int index, int epoch) {
        int repeated = index - samples.size();
        int extra = repeated - balance.size();
        if (extra >= 0) {
            Made.Picture picture = made.picture(extra, epoch);
            return example(picture.image(), picture.label(), index, epoch);
        }
        Sample sample = samples.get(repeated >= 0 ? balance.sample(repeated, epoch) : index);
        return example(sample.image(), sample.label(), index, epoch);
    }

    private Example example(GrayImage image, String label, int index, int epoch) {
        return new Example(preparation.apply(image, Augmentation.seed(seed, index, epoch)), label);
    }
}
