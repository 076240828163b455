package org.lisible.cli;

import java.util.List;

import org.lisible.OcrException;
import org.lisible.data.synthesis.CaptchaOptions;
import org.lisible.data.synthesis.CaptchaSynthesizer;
import org.lisible.data.synthesis.Difficulty;
import org.lisible.data.synthesis.SyntheticCaptcha;
import org.lisible.image.GrayImage;
import org.lisible.model.InputSpec;
import org.lisible.model.Manifest;

/** Makes the examples of a training from its real images and the flags. */
final class TrainingSet {

    private TrainingSet() {}

    static ImageExamples of(Manifest manifest, List<Sample> samples, TrainingFlags flags, CharacterFlags characters) {
        boolean character = manifest.task().equals(Manifest.CHARACTER);
        if (character && flags.synthetic() > 0) {
            throw refused("--synthetic makes captchas, but " + manifest.name() + " reads single characters");
        }
        boolean framed = manifest.input().fit() == InputSpec.Fit.GLYPH && manifest.input().channels() == 2;
        if (characters.dropFrame() > 0 && !framed) {
            throw refused("--drop-frame needs an input of two channels with the fit glyph, which " + manifest.name() + " has not");
        }
        Preparation preparation = character
                ? new CharacterPreparation(flags.augmentation(manifest), manifest.input(), characters.dropFrame())
                : Preparation.augmented(flags.augmentation(manifest), manifest.input());
        Made made = flags.synthetic() == 0 ? Made.NONE : captchas(manifest, samples, flags);
        return new ImageExamples(samples, Balance.of(samples, characters.balance()), made, preparation, flags.seed());
    }

    /** They have the size of the first real image and lengths between the shortest and the longest label. */
    private static Made captchas(Manifest manifest, List<Sample> samples, TrainingFlags flags) {
        var lengths = samples.stream()
                .mapToInt(sample -> sample.label().codePointCount(0, sample.label().length()))
                .summaryStatistics();
        GrayImage first = samples.getFirst().image();
        CaptchaSynthesizer synthesizer = new CaptchaSynthesizer(new CaptchaOptions(
                manifest.alphabet(),
                Math.max(1, lengths.getMin()),
                lengths.getMax(),
                first.width(),
                first.height(),
                flags.seed(),
                Difficulty.NORMAL));
        return new Made(flags.synthetic(), number -> {
            SyntheticCaptcha captcha = synthesizer.image(number);
            return new Made.Picture(captcha.image(), captcha.label());
        });
    }

    private static OcrException refused(String message) {
        return new OcrException(OcrException.Kind.INVALID, "wrong-flag", message);
    }
}
