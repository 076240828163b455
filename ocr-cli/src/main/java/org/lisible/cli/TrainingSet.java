package org.lisible.cli;

import java.util.List;
import java.util.function.LongFunction;

import org.lisible.OcrException;
import org.lisible.data.synthesis.CaptchaOptions;
import org.lisible.data.synthesis.CaptchaSynthesizer;
import org.lisible.data.synthesis.Difficulty;
import org.lisible.data.synthesis.Framing;
import org.lisible.data.synthesis.StrokeCharacters;
import org.lisible.data.synthesis.SyntheticImage;
import org.lisible.image.GrayImage;
import org.lisible.model.InputSpec;
import org.lisible.model.Manifest;

/** Makes the examples of a training from its real images and the flags. */
final class TrainingSet {

    private TrainingSet() {}

    static ImageExamples of(Manifest manifest, List<Sample> samples, TrainingFlags flags, CharacterFlags characters) {
        boolean character = manifest.task().equals(Manifest.CHARACTER);
        boolean framed = manifest.input().frameFineness() > 0;
        if (characters.dropFrame() > 0 && !framed) {
            throw refused("--drop-frame needs an input of two channels with the fit glyph, which " + manifest.name() + " has not");
        }
        Preparation preparation = character
                ? new CharacterPreparation(flags.augmentation(manifest), manifest.input(), characters.dropFrame())
                : Preparation.augmented(flags.augmentation(manifest), manifest.input());
        Made made = made(manifest, samples, flags);
        return new ImageExamples(samples, Balance.of(samples, characters.balance()), made, preparation, flags.seed());
    }

    private static Made made(Manifest manifest, List<Sample> samples, TrainingFlags flags) {
        if (flags.synthetic() == 0) {
            return Made.NONE;
        }
        LongFunction<SyntheticImage> pictures =
                manifest.task().equals(Manifest.CHARACTER) ? strokes(manifest, flags) : captchas(manifest, samples, flags);
        return new Made(flags.synthetic(), number -> {
            SyntheticImage picture = pictures.apply(number);
            return new Made.Picture(picture.image(), picture.label());
        });
    }

    private static LongFunction<SyntheticImage> strokes(Manifest manifest, TrainingFlags flags) {
        try {
            return new StrokeCharacters(manifest.alphabet(), Framing.MIXED, flags.seed()).withFonts()::image;
        } catch (IllegalArgumentException e) {
            throw refused("--synthetic cannot draw the alphabet of " + manifest.name() + ": " + e.getMessage());
        }
    }

    /** They have the size of the first real image and lengths between the shortest and the longest label. */
    private static LongFunction<SyntheticImage> captchas(Manifest manifest, List<Sample> samples, TrainingFlags flags) {
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
                        flags.seed(),
                        Difficulty.NORMAL))
                ::image;
    }

    private static OcrException refused(String message) {
        return new OcrException(OcrException.Kind.INVALID, "wrong-flag", message);
    }
}
