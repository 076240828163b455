package org.lisible.decode;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.OptionalInt;

import org.lisible.OcrException;

/**
 * How logits are to become text. The constraints (allowed characters, length, words) hold inside the search: a reading
 * that breaks one never takes the place of one that does not.
 *
 * @param beam how many prefixes the beam search keeps, 1 to {@value #MOST_BEAM}; 1 is greedy. With a constraint or more
 *     than one reading asked for, 1 stands for {@value #SMALL_BEAM}
 * @param nBest how many readings of the whole text to give, 1 to {@value #MOST_READINGS}
 * @param allowed the characters that may occur, or empty for the model's whole alphabet
 * @param exactLength the number of characters (code points) of the text, if it is known
 * @param maxLength the largest number of characters, if there is one
 * @param words the only texts that may be read, or empty for any text
 * @param characterAlternatives how many alternatives to name for each character, 0 to {@value #MOST_READINGS}
 */
public record DecodeOptions(
        int beam,
        int nBest,
        String allowed,
        OptionalInt exactLength,
        OptionalInt maxLength,
        List<String> words,
        int characterAlternatives) {

    /** The widest beam. */
    public static final int MOST_BEAM = 1000;

    /** The most readings of a text, and the most alternatives of a character. */
    public static final int MOST_READINGS = 100;

    /** The beam that stands for 1 where greedy search cannot do what is asked. */
    public static final int SMALL_BEAM = 10;

    /** Greedy, one reading, no constraint, three alternatives a character. */
    public static final DecodeOptions GREEDY =
            new DecodeOptions(1, 1, "", OptionalInt.empty(), OptionalInt.empty(), List.of(), 3);

    /**
     * @throws OcrException of kind {@code INVALID} if a number is out of its range: {@code beam-out-of-range},
     *     {@code alternatives-out-of-range}, {@code length-out-of-range}
     */
    public DecodeOptions {
        requireNonNull(allowed, "allowed is null");
        requireNonNull(exactLength, "exactLength is null");
        requireNonNull(maxLength, "maxLength is null");
        words = List.copyOf(words);
        requireBetween(1, beam, MOST_BEAM, "beam");
        requireBetween(1, nBest, MOST_READINGS, "alternatives");
        requireBetween(0, characterAlternatives, MOST_READINGS, "alternatives");
        exactLength.ifPresent(length -> requireBetween(1, length, 10_000, "length"));
        maxLength.ifPresent(length -> requireBetween(1, length, 10_000, "length"));
    }

    public DecodeOptions withBeam(int width) {
        return new DecodeOptions(width, nBest, allowed, exactLength, maxLength, words, characterAlternatives);
    }

    public DecodeOptions withNBest(int readings) {
        return new DecodeOptions(beam, readings, allowed, exactLength, maxLength, words, characterAlternatives);
    }

    public DecodeOptions withAllowed(String characters) {
        return new DecodeOptions(beam, nBest, characters, exactLength, maxLength, words, characterAlternatives);
    }

    public DecodeOptions withExactLength(int length) {
        return new DecodeOptions(
                beam, nBest, allowed, OptionalInt.of(length), maxLength, words, characterAlternatives);
    }

    public DecodeOptions withMaxLength(int length) {
        return new DecodeOptions(
                beam, nBest, allowed, exactLength, OptionalInt.of(length), words, characterAlternatives);
    }

    public DecodeOptions withWords(List<String> texts) {
        return new DecodeOptions(beam, nBest, allowed, exactLength, maxLength, texts, characterAlternatives);
    }

    public DecodeOptions withCharacterAlternatives(int count) {
        return new DecodeOptions(beam, nBest, allowed, exactLength, maxLength, words, count);
    }

    /** Whether taking the best class of each step is enough. */
    boolean isGreedy() {
        return beam == 1
                && nBest == 1
                && allowed.isEmpty()
                && exactLength.isEmpty()
                && maxLength.isEmpty()
                && words.isEmpty();
    }

    /** How many prefixes to keep, at least as many as readings are wanted. */
    int beamToSearchWith() {
        return Math.max(beam == 1 ? SMALL_BEAM : beam, nBest);
    }

    private static void requireBetween(int least, int value, int most, String name) {
        if (value < least || value > most) {
            throw new OcrException(
                    OcrException.Kind.INVALID,
                    name + "-out-of-range",
                    name + " is " + value + ", not between " + least + " and " + most);
        }
    }
}
