package org.lisible.language;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * The probability of a character after the ones before it: an n-gram model with back-off (Katz 1987) over printable ASCII,
 * the space and the beginning of a text. Case counts: {@code E} and {@code e} are two characters.
 *
 * <p>What was written so far is a <em>context</em>: an {@code int} that holds the last {@link #ORDER} - 1 characters.
 * Start with {@link #START} and go on with {@link #next}. Immutable, safe for any thread.
 */
public final class CharacterModel {

    /** Characters that an n-gram has at most. */
    public static final int ORDER = 4;
    /** The context at the beginning of a text. */
    public static final int START = 0;

    static final int BITS = 7;
    static final int CONTEXT_MASK = (1 << BITS * (ORDER - 1)) - 1;
    /** Space to tilde. */
    static final int SYMBOLS = '~' - ' ' + 1;

    private static final String RESOURCE = "characters.ngrams";
    private static final double UNSEEN = -Math.log(SYMBOLS);

    /** Open addressing: key plus one, or 0 where there is nothing. */
    private final int[] keys;
    private final float[] logProbabilities;
    private final float[] backOffs;

    /** @param entries n-grams whose every beginning and every ending is among them, too */
    CharacterModel(Collection<NGram> entries) {
        int capacity = Integer.highestOneBit(Math.max(16, entries.size() * 2)) * 2;
        this.keys = new int[capacity];
        this.logProbabilities = new float[capacity];
        this.backOffs = new float[capacity];
        for (NGram entry : entries) {
            int slot = slot(entry.key());
            keys[slot] = entry.key() + 1;
            logProbabilities[slot] = entry.logProbability();
            backOffs[slot] = entry.backOff();
        }
    }

    /**
     * One line of the model's table.
     *
     * @param key the characters, {@value #BITS} bits each, the last one lowest; shorter ones have a 1 above them, which no
     *     character is
     * @param logProbability natural, of the last character after those before it
     * @param backOff natural logarithm of what the shorter context's probabilities are multiplied with where this n-gram
     *     is a context and the longer one is unknown
     */
    record NGram(int key, float logProbability, float backOff) {}

    /** A model that knows no language: every character is as likely as any other. */
    public static CharacterModel uniform() {
        return new CharacterModel(List.of());
    }

    /**
     * Reads a file of {@link CharacterCounts#write}.
     *
     * @param file closed afterwards
     * @throws org.lisible.OcrException of kind {@code BROKEN}, code {@code ngrams-malformed} if it is no such file
     */
    public static CharacterModel read(InputStream file) throws IOException {
        return CharacterModelFile.read(file);
    }

    /** The model that comes with Lisible, of English, French and Spanish without accents. Reads a resource: keep it. */
    public static CharacterModel load() {
        try (InputStream in = requireNonNull(CharacterModel.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return CharacterModelFile.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param context what stands before
     * @param character any; what is not printable ASCII or a space is as likely as any character is without a model
     * @return the natural logarithm of its probability; the probabilities of space to {@code ~} sum to 1
     */
    public double logProbability(int context, char character) {
        if (character < ' ' || character > '~') {
            return UNSEEN;
        }
        double sum = 0;
        for (int length = ORDER - 1; ; length--) {
            int shorter = context & ((1 << BITS * length) - 1);
            int slot = slot(key(shorter << BITS | character, length + 1));
            if (keys[slot] != 0) {
                return sum + logProbabilities[slot];
            }
            if (length == 0) {
                return sum + UNSEEN;
            }
            int context1 = slot(key(shorter, length));
            if (keys[context1] != 0) {
                sum += backOffs[context1];
            }
        }
    }

    /** The context after another character. */
    public static int next(int context, char character) {
        int symbol = character < ' ' || character > '~' ? 0 : character;
        return (context << BITS | symbol) & CONTEXT_MASK;
    }

    /** How many n-grams the model holds. */
    public int size() {
        return (int) Arrays.stream(keys).filter(key -> key != 0).count();
    }

    /** @param symbols the last {@code length} characters, the latest lowest */
    static int key(int symbols, int length) {
        return length == ORDER ? symbols : symbols | 1 << BITS * length;
    }

    private int slot(int key) {
        int slot = key * 0x9E3779B1 >>> 32 - Integer.numberOfTrailingZeros(keys.length);
        while (keys[slot] != 0 && keys[slot] != key + 1) {
            slot = slot + 1 & keys.length - 1;
        }
        return slot;
    }
}
