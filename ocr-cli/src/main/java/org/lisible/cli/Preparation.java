package org.lisible.cli;

import org.lisible.data.augmentation.Augmentation;
import org.lisible.image.GrayImage;
import org.lisible.model.InputSpec;
import org.lisible.preprocess.Preprocessor;
import org.lisible.tensor.Tensor;

/** What becomes of an image before the network sees it in training. Safe for concurrent use. */
@FunctionalInterface
interface Preparation {

    /** @param seed of the image in this epoch; the same seed gives the same tensor */
    Tensor apply(GrayImage image, long seed);

    /** As the server prepares it. */
    static Preparation plain(InputSpec input) {
        return (image, _) -> Preprocessor.apply(image, input);
    }

    /** Distorted, then as the server prepares it. */
    static Preparation augmented(Augmentation augmentation, InputSpec input) {
        return (image, seed) -> Preprocessor.apply(augmentation.apply(image, seed), input);
    }
}
