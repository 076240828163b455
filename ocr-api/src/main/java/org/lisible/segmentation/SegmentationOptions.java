package org.lisible.segmentation;

/**
 * How much looks, place and language count against each other when a text is read; all in natural logarithms of
 * probability. {@link #DEFAULTS} was chosen on lines composed of characters that are in no test fold.
 *
 * @param languageWeight what the character model's logarithms are multiplied with, 0 to 1; 0 reads each character for
 *     itself. It is small so that codes and random strings are read as they are written
 * @param languageDoubt the share of text that follows no language and in which all characters are as likely, above 0 to 1
 * @param placeWeight what the logarithms of a character's height and place are multiplied with
 * @param cut what it costs that two characters touch at a cut
 * @param join what it costs that parts of a character that stand side by side do not touch
 * @param reward what each character is worth, or few and wide ones would always win
 */
public record SegmentationOptions(
        double languageWeight, double languageDoubt, double placeWeight, double cut, double join, double reward) {

    public static final SegmentationOptions DEFAULTS = new SegmentationOptions(0.45, 0.1, 0.8, 2.0, 5.0, 4.0);

    public SegmentationOptions {
        if (!(languageWeight >= 0 && languageWeight <= 1 && languageDoubt > 0 && languageDoubt <= 1 && placeWeight >= 0)) {
            throw new IllegalArgumentException("language weight " + languageWeight + " is not 0 to 1, doubt " + languageDoubt
                    + " not above 0 to 1, or place weight " + placeWeight + " below 0");
        }
    }
}
