package org.lisible.language;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.lisible.language.CharacterModel.NGram;

/**
 * Counts of characters in texts, of which a {@link CharacterModel} is made by interpolated absolute discounting (Ney,
 * Essen and Kneser 1994). Belongs to one thread.
 */
public final class CharacterCounts {

    private static final double DISCOUNT = 0.75;
    private static final int ORDER = CharacterModel.ORDER;
    private static final float NEVER = -15;

    /** By length, less one. */
    private final List<Map<Integer, Integer>> counts = new ArrayList<>();

    public CharacterCounts() {
        for (int length = 0; length < ORDER; length++) {
            counts.add(new HashMap<>());
        }
    }

    /**
     * Counts the n-grams of a text such as a sentence. Accents are taken off, typographic quotes and dashes become ASCII, runs
     * of white space one space; a text that has other characters still is left out.
     *
     * @param times how often it counts, at least 1
     * @return whether it was counted
     */
    public boolean add(String text, int times) {
        String plain = plain(text);
        if (plain.isEmpty() || !plain.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            return false;
        }
        int context = CharacterModel.START;
        for (char character : plain.toCharArray()) {
            for (int length = 1; length <= ORDER; length++) {
                int before = context & (1 << CharacterModel.BITS * (length - 1)) - 1;
                counts.get(length - 1).merge(before << CharacterModel.BITS | character, times, Integer::sum);
            }
            context = CharacterModel.next(context, character);
        }
        return true;
    }

    /** A text in ASCII as far as it goes. */
    static String plain(String text) {
        return Normalizer.normalize(text.replaceAll("\\s+", " ").strip(), Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae").replace("Æ", "AE").replace("ß", "ss")
                .replaceAll("[‘’‚′]", "'").replaceAll("[“”„″«»]", "\"").replaceAll("[‐‑‒–—−]", "-").replace("¿", "").replace("¡", "");
    }

    /**
     * Writes the model of these counts.
     *
     * @param least n-grams of two characters and more that were counted less often are left to back-off
     * @param file closed afterwards
     * @return how many n-grams were written
     */
    public int write(int least, OutputStream file) throws IOException {
        requireNonNull(file, "file is null");
        List<NGram> entries = entries(least);
        CharacterModelFile.write(entries, file);
        return entries.size();
    }

    List<NGram> entries(int least) {
        // By length: from the symbols to their probability, and from contexts to back-off.
        List<Map<Integer, Double>> probabilities = new ArrayList<>();
        List<Map<Integer, Double>> backOffs = new ArrayList<>();
        probabilities.add(single());
        for (int length = 2; length <= ORDER; length++) {
            Map<Integer, Integer> seen = counts.get(length - 1);
            Map<Integer, int[]> contexts = new HashMap<>();
            seen.forEach((symbols, count) -> {
                int[] sums = contexts.computeIfAbsent(symbols >> CharacterModel.BITS, _ -> new int[2]);
                sums[0] += count;
                sums[1]++;
            });
            Map<Integer, Double> shorter = probabilities.get(length - 2);
            int mask = (1 << CharacterModel.BITS * (length - 1)) - 1;
            Map<Integer, Double> kept = new HashMap<>();
            Map<Integer, double[]> rest = new HashMap<>();
            seen.forEach((symbols, count) -> {
                Double back = shorter.get(symbols & mask);
                if (count < least || back == null) {
                    return;
                }
                int[] sums = contexts.get(symbols >> CharacterModel.BITS);
                double probability = (count - DISCOUNT + DISCOUNT * sums[1] * back) / sums[0];
                kept.put(symbols, probability);
                double[] left = rest.computeIfAbsent(symbols >> CharacterModel.BITS, _ -> new double[] {1, 1});
                left[0] -= probability;
                left[1] -= back;
            });
            probabilities.add(kept);
            Map<Integer, Double> weights = new HashMap<>();
            rest.forEach((context, left) -> weights.put(context, Math.log(Math.max(left[0], 1e-6) / Math.max(left[1], 1e-6))));
            backOffs.add(weights);
        }
        backOffs.add(Map.of());
        return joined(probabilities, backOffs);
    }

    /** Of single characters, each counted once more than it was. */
    private Map<Integer, Double> single() {
        Map<Integer, Integer> seen = counts.getFirst();
        double all = seen.values().stream().mapToInt(Integer::intValue).sum() + CharacterModel.SYMBOLS;
        Map<Integer, Double> probabilities = new HashMap<>();
        for (int character = ' '; character <= '~'; character++) {
            probabilities.put(character, (seen.getOrDefault(character, 0) + 1) / all);
        }
        return probabilities;
    }

    private static List<NGram> joined(List<Map<Integer, Double>> probabilities, List<Map<Integer, Double>> backOffs) {
        List<NGram> entries = new ArrayList<>();
        for (int length = 1; length <= ORDER; length++) {
            Map<Integer, Double> of = probabilities.get(length - 1);
            Map<Integer, Double> weights = backOffs.get(length - 1);
            Set<Integer> all = new HashSet<>(of.keySet());
            all.addAll(weights.keySet());
            for (int symbols : all) {
                double probability = of.containsKey(symbols) ? Math.log(of.get(symbols)) : NEVER;
                entries.add(new NGram(
                        CharacterModel.key(symbols, length), (float) probability, weights.getOrDefault(symbols, 0.0).floatValue()));
            }
        }
        return entries;
    }
}
