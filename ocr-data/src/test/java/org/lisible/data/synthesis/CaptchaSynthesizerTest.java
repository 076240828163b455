package org.lisible.data.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.lisible.image.GrayImage;
import org.lisible.model.Alphabet;

class CaptchaSynthesizerTest {

    private static final CaptchaSynthesizer CAPTCHA_V2 = new CaptchaSynthesizer(CaptchaOptions.CAPTCHA_V2);

    @Test
    void givesTheSameCaptchaForTheSameIndexWhateverWasMadeBefore() {
        SyntheticImage first = CAPTCHA_V2.image(17);
        CaptchaSynthesizer another = new CaptchaSynthesizer(CaptchaOptions.CAPTCHA_V2);
        another.image(3);
        SyntheticImage second = another.image(17);
        assertThat(second.label()).isEqualTo(first.label());
        assertThat(second.image().pixels()).isEqualTo(first.image().pixels());
    }

    @Test
    void givesOtherCaptchasForOtherSeeds() {
        CaptchaSynthesizer other = new CaptchaSynthesizer(CaptchaOptions.CAPTCHA_V2.withSeed(1));
        for (int index = 0; index < 20; index++) {
            assertThat(other.image(index).image().pixels())
                    .isNotEqualTo(CAPTCHA_V2.image(index).image().pixels());
        }
    }

    @Test
    void givesNeighbouringIndicesUnrelatedTexts() {
        Set<String> labels = new HashSet<>();
        int sameFirst = 0;
        String before = "";
        for (int index = 0; index < 1000; index++) {
            String label = CAPTCHA_V2.image(index).label();
            labels.add(label);
            sameFirst += before.contains(label.substring(0, 4)) || before.endsWith(label.substring(0, 4)) ? 1 : 0;
            before = label;
        }
        assertThat(labels).hasSizeGreaterThan(995);
        assertThat(sameFirst).isLessThan(3);
    }

    @Test
    void usesEverySymbolOfTheAlphabetAboutEquallyOften() {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int index = 0; index < 1000; index++) {
            CAPTCHA_V2.image(index).label().chars().forEach(symbol -> counts.merge(symbol, 1, Integer::sum));
        }
        // 5000 symbols over 19: 263 each, standard deviation 16
        assertThat(counts).hasSize(19);
        assertThat(counts.values()).allMatch(count -> count > 190 && count < 340);
    }

    @Test
    void keepsToTheLengthsAndTheSize() {
        CaptchaSynthesizer synthesizer = new CaptchaSynthesizer(
                new CaptchaOptions(Alphabet.of("ABC"), 3, 6, 300, 77, 5, Difficulty.HARD));
        Set<Integer> lengths = new TreeSet<>();
        for (int index = 0; index < 100; index++) {
            SyntheticImage captcha = synthesizer.image(index);
            lengths.add(captcha.label().length());
            assertThat(captcha.image().width()).isEqualTo(300);
            assertThat(captcha.image().height()).isEqualTo(77);
        }
        assertThat(lengths).containsExactly(3, 4, 5, 6);
    }

    @Test
    void writesTheSymbolThatTheLabelNames() {
        // Plain type without lines: an l is a third as wide as an 8.
        CaptchaSynthesizer synthesizer = new CaptchaSynthesizer(
                new CaptchaOptions(Alphabet.of("l8"), 1, 1, 50, 50, 5, Difficulty.EASY));
        for (int index = 0; index < 60; index++) {
            SyntheticImage captcha = synthesizer.image(index);
            assertThat(inkWidth(captcha.image()))
                    .as("ink columns of %s", captcha.label())
                    .satisfies(width -> assertThat(width > 13).isEqualTo(captcha.label().equals("8")));
        }
    }

    @Test
    void narrowsTextThatIsTooWideForThePicture() {
        CaptchaSynthesizer synthesizer = new CaptchaSynthesizer(
                new CaptchaOptions(Alphabet.of("wm"), 12, 12, 200, 50, 5, Difficulty.EASY));
        for (int index = 0; index < 20; index++) {
            GrayImage image = synthesizer.image(index).image();
            for (int y = 0; y < 50; y++) {
                assertThat(image.at(199, y)).as("last column, row %d", y).isGreaterThan(180);
            }
        }
    }

    @Test
    void writesLettersThatAsciiLacks() {
        SyntheticImage captcha = new CaptchaSynthesizer(
                        new CaptchaOptions(Alphabet.of("éßЖ"), 5, 5, 200, 50, 5, Difficulty.EASY))
                .image(0);
        assertThat(captcha.label()).matches("[éßЖ]{5}");
        assertThat(inkWidth(captcha.image())).isGreaterThan(60);
    }

    @Test
    void saysThatNoTypefaceHasASymbol() {
        assertThatThrownBy(() -> new CaptchaSynthesizer(
                        new CaptchaOptions(Alphabet.of("a漢"), 5, 5, 200, 50, 5, Difficulty.NORMAL)))
                .hasMessage("none of the typefaces has all of \"a漢\"; there are: DejaVu Sans, Liberation Sans");
    }

    @Test
    void refusesOptionsThatMakeNoPicture() {
        assertThatThrownBy(() -> new CaptchaOptions(Alphabet.of("a"), 5, 4, 200, 50, 5, Difficulty.NORMAL))
                .hasMessage("a length of 5 to 4 is not a range within 1 to 100");
        assertThatThrownBy(() -> new CaptchaOptions(Alphabet.of("a"), 5, 5, 20000, 50, 5, Difficulty.NORMAL))
                .hasMessage("a captcha of 20000x50 is not within 16x16 and 4096x1024");
    }

    private static int inkWidth(GrayImage image) {
        int columns = 0;
        for (int x = 0; x < image.width(); x++) {
            for (int y = 0; y < image.height(); y++) {
                if (image.at(x, y) < 100) {
                    columns++;
                    break;
                }
            }
        }
        return columns;
    }
}
