package org.lisible.cli;

import java.util.List;

import org.lisible.data.augmentation.Augmentation;
import org.lisible.data.synthesis.CaptchaOptions;
import org.lisible.data.synthesis.CaptchaSynthesizer;
import org.lisible.data.synthesis.Difficulty;
import org.lisible.image.GrayImage;
import org.lisible.model.Manifest;

/** Makes the examples of a training from its real images and the flags. */
final class TrainingSet {

    private TrainingSet() {}

    /** Synthetic images have the size of the first real one and lengths between the shortest and the longest label. */
    static ImageExamples of(Manifest manifest, List<Sample> samples, TrainingFlags flags) {
        Augmentation augmentation = flags.augmentation();
        CaptchaSynthesizer synthesizer = flags.synthetic() == 0 ? null : synthesizer(manifest, samples, flags.seed());
        return new ImageExamples(samples, manifest.input(), augmentation, flags.seed(), flags.synthetic(), synthesizer);
    }

    private static CaptchaSynthesizer synthesizer(Manifest manifest, List<Sample> samples, long seed) {
        var lengths = samples.stream()
                .mapToInt(sample -> sample.label().codePointCount(0, sample.label().length()))
                .summaryStatistics();
        GrayImage first = samples.getFirst().image();
        return new CaptchaSynthesizer(new CaptchaOptions(
                manifest.alphabet(),
                Math.max(1, lengths.getMin()),
                lengths.getMax(),
                first.width(),
                first.height(),
                seed,
                Difficulty.NORMAL));
    }
}
