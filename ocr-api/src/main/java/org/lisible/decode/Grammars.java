package org.lisible.decode;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;

import org.lisible.OcrException;
import org.lisible.model.Alphabet;

/** Turns the constraints of {@link DecodeOptions} into a {@link Grammar} over a model's classes. */
final class Grammars {

    private Grammars() {}

    /**
     * @param steps how many time steps there are
     * @throws OcrException of kind {@code INVALID} if no text can fulfil the constraints
     */
    static Grammar of(DecodeOptions options, Alphabet alphabet, int steps) {
        BitSet allowed = allowed(options.allowed(), alphabet);
        int least = options.exactLength().orElse(0);
        int most = Math.min(
                options.exactLength().orElse(Integer.MAX_VALUE), options.maxLength().orElse(Integer.MAX_VALUE));
        requirePossible(options, least, most, steps);
        if (!options.words().isEmpty()) {
            return new WordTrie(fitting(options.words(), alphabet, allowed, least, most, steps));
        }
        Grammar freeText = new FreeText(allowed, least, most);
        if (freeText.stepsAfterBlank(0) > steps) {
            throw invalid("length-out-of-range", "length " + least + " of one character needs "
                    + freeText.stepsAfterBlank(0) + " time steps; the model has " + steps);
        }
        return freeText;
    }

    /**
     * Which single characters may be read, as indices of the alphabet.
     *
     * @throws OcrException of kind {@code INVALID} if there are none
     */
    static BitSet characters(DecodeOptions options, Alphabet alphabet) {
        BitSet allowed = allowed(options.allowed(), alphabet);
        if (!options.words().isEmpty()) {
            List<int[]> words = fitting(options.words(), alphabet, allowed, 1, 1, 1);
            allowed.clear();
            words.forEach(word -> allowed.set(word[0]));
        }
        return allowed.get(1, alphabet.size() + 1);
    }

    private static BitSet allowed(String characters, Alphabet alphabet) {
        BitSet classes = new BitSet();
        if (characters.isEmpty()) {
            classes.set(1, alphabet.size() + 1);
        }
        characters.codePoints().map(character -> alphabet.indexOf(Character.toString(character)) + 1).forEach(classes::set);
        classes.clear(0);
        if (classes.isEmpty()) {
            throw invalid("alphabet-matches-nothing",
                    "none of the allowed characters \"" + characters + "\" is in the model's alphabet: " + alphabet);
        }
        return classes;
    }

    private static void requirePossible(DecodeOptions options, int least, int most, int steps) {
        if (least > steps) {
            throw invalid("length-out-of-range",
                    "length " + least + " is more than the model's " + steps + " time steps");
        }
        if (least > most) {
            OptionalInt maximum = options.maxLength();
            throw invalid("length-out-of-range",
                    "the exact length " + least + " is more than the maximal length " + maximum.getAsInt());
        }
    }

    private static List<int[]> fitting(
            List<String> words, Alphabet alphabet, BitSet allowed, int least, int most, int steps) {
        List<int[]> fitting = new ArrayList<>();
        for (String word : words) {
            int[] classes = word.codePoints()
                    .map(character -> alphabet.indexOf(Character.toString(character)) + 1)
                    .toArray();
            boolean fits = classes.length >= least
                    && classes.length <= most
                    && WordTrie.stepsNeeded(classes) <= steps;
            for (int clazz : classes) {
                fits &= allowed.get(clazz);
            }
            if (fits) {
                fitting.add(classes);
            }
        }
        if (fitting.isEmpty()) {
            throw invalid("words-match-nothing", "none of the " + words.size()
                    + " words fits the length, the allowed characters and the model's alphabet: " + alphabet);
        }
        return fitting;
    }

    private static OcrException invalid(String code, String message) {
        return new OcrException(OcrException.Kind.INVALID, code, message);
    }
}
