package org.lisible.data.synthesis;

import static java.util.Objects.requireNonNull;

import org.lisible.model.Alphabet;

/**
 * What captchas to make.
 *
 * @param alphabet every symbol is as likely as another
 * @param minLength fewest symbols, at least 1
 * @param maxLength most symbols; every length in between is as likely as another
 * @param width columns, 16 to 4096
 * @param height rows, 16 to 1024
 * @param seed of the whole endless sequence of pictures
 * @param difficulty how far pictures depart from plain type
 */
public record CaptchaOptions(
        Alphabet alphabet, int minLength, int maxLength, int width, int height, long seed, Difficulty difficulty) {

    /** Five symbols of the captcha-v2 set on 200 by 50 pixels. */
    public static final CaptchaOptions CAPTCHA_V2 =
            new CaptchaOptions(Alphabet.of("2345678bcdefgmnpwxy"), 5, 5, 200, 50, 20_261_121, Difficulty.NORMAL);

    public CaptchaOptions {
        requireNonNull(alphabet, "alphabet is null");
        requireNonNull(difficulty, "difficulty is null");
        if (minLength < 1 || maxLength < minLength || maxLength > 100) {
            throw new IllegalArgumentException(
                    "a length of " + minLength + " to " + maxLength + " is not a range within 1 to 100");
        }
        if (width < 16 || width > 4096 || height < 16 || height > 1024) {
            throw new IllegalArgumentException("a captcha of " + width + "x" + height + " is not within 16x16 and 4096x1024");
        }
    }

    public CaptchaOptions withSeed(long other) {
        return new CaptchaOptions(alphabet, minLength, maxLength, width, height, other, difficulty);
    }
}
