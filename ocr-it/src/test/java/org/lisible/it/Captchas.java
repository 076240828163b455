package org.lisible.it;

import java.util.List;
import java.util.stream.LongStream;

import org.lisible.data.image.PngWriter;
import org.lisible.data.synthesis.CaptchaOptions;
import org.lisible.data.synthesis.CaptchaSynthesizer;
import org.lisible.data.synthesis.SyntheticImage;

/** Captchas made for the tests, the same in every run; not from the sequence that the shipped model learned from. */
final class Captchas {

    private static final CaptchaSynthesizer SYNTHESIZER =
            new CaptchaSynthesizer(CaptchaOptions.CAPTCHA_V2.withSeed(41));

    private Captchas() {}

    /** A PNG and what is written in it. */
    record Captcha(byte[] png, String label) {}

    static Captcha captcha(long number) {
        SyntheticImage made = SYNTHESIZER.image(number);
        return new Captcha(PngWriter.write(made.image()), made.label());
    }

    static List<Captcha> captchas(int count) {
        return LongStream.range(0, count).mapToObj(Captchas::captcha).toList();
    }
}
