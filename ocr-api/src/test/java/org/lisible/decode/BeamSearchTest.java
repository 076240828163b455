package org.lisible.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.lisible.decode.Samples.manifest;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.lisible.result.Alternative;
import org.lisible.result.Logits;
import org.lisible.result.Recognition;

/** The beam against the sum over all paths, on cases small enough for that. */
class BeamSearchTest {

    private static final DecodeOptions WIDE = DecodeOptions.GREEDY.withBeam(1000).withNBest(100);
    private static final String ALPHABET = "abc";

    @RepeatedTest(30)
    void findsEveryTextWithItsExactProbability(RepetitionInfo round) {
        Logits logits = logits(round.getCurrentRepetition(), 4);
        Map<String, Double> all = Samples.allTexts(logits, ALPHABET);
        Recognition read = Decoder.decode(logits, manifest(ALPHABET), WIDE);

        assertThat(read.alternatives()).hasSize(Math.min(100, all.size()));
        assertThat(read.alternatives())
                .isSortedAccordingTo(Comparator.comparingDouble(Alternative::confidence).reversed());
        for (Alternative alternative : read.alternatives()) {
            assertThat(alternative.confidence()).isCloseTo(all.get(alternative.text()), within(1e-9));
        }
        assertThat(read.text()).isEqualTo(best(all, text -> true));
    }

    @Test
    void sumsToOneOverAllTextsAndNeverToMore() {
        Logits logits = logits(5, 3);
        double sum = Decoder.decode(logits, manifest(ALPHABET), WIDE).alternatives().stream()
                .mapToDouble(Alternative::confidence).sum();
        assertThat(sum).isCloseTo(1, within(1e-9));

        Random random = new Random(6);
        for (int round = 0; round < 50; round++) {
            Logits longer = Samples.noise(random, 30, 12, 3);
            double part = Decoder.decode(longer, manifest("abcdefghijk"), WIDE.withBeam(20).withNBest(20))
                    .alternatives().stream().mapToDouble(Alternative::confidence).sum();
            assertThat(part).isBetween(0.0, 1 + 1e-9);
        }
    }

    @RepeatedTest(20)
    void holdsTheExactLengthInsideTheBeam(RepetitionInfo round) {
        int seed = round.getCurrentRepetition();
        assertFindsBest(seed, WIDE.withExactLength(1 + seed % 4), text -> text.length() == 1 + seed % 4);
    }

    @RepeatedTest(20)
    void holdsTheMaximalLengthInsideTheBeam(RepetitionInfo round) {
        int seed = round.getCurrentRepetition();
        assertFindsBest(seed, WIDE.withMaxLength(1 + seed % 3), text -> text.length() <= 1 + seed % 3);
    }

    @RepeatedTest(20)
    void holdsTheAllowedCharactersInsideTheBeam(RepetitionInfo round) {
        assertFindsBest(round.getCurrentRepetition(), WIDE.withAllowed("cxa"), text -> !text.contains("b"));
    }

    @RepeatedTest(20)
    void holdsTheWordListInsideTheBeam(RepetitionInfo round) {
        List<String> words = List.of("aab", "ab", "abc", "cc", "ca", "zebra", "aaaaaaaa");
        assertFindsBest(round.getCurrentRepetition(), WIDE.withWords(words), words::contains);
    }

    @RepeatedTest(20)
    void holdsAllConstraintsTogether(RepetitionInfo round) {
        List<String> words = List.of("aab", "ab", "abc", "cc", "ca", "b");
        DecodeOptions options = WIDE.withWords(words).withAllowed("ac").withExactLength(2);
        assertFindsBest(round.getCurrentRepetition(), options, List.of("cc", "ca")::contains);
    }

    /** However narrow the beam, a text that keeps the constraints comes out: dead ends never push it away. */
    @RepeatedTest(40)
    void alwaysReadsSomethingThatKeepsTheConstraints(RepetitionInfo round) {
        Random random = new Random(round.getCurrentRepetition());
        int steps = 6 + random.nextInt(20);
        Logits logits = Samples.noise(random, steps, 4, 12);
        for (int beam = 2; beam < 5; beam++) {
            DecodeOptions options = DecodeOptions.GREEDY.withBeam(beam);
            int length = 1 + random.nextInt(steps);
            assertThat(read(logits, options.withExactLength(length))).hasSize(length);
            int alone = 1 + random.nextInt((steps + 1) / 2);
            assertThat(read(logits, options.withAllowed("b").withExactLength(alone))).isEqualTo("b".repeat(alone));
            assertThat(read(logits, options.withWords(List.of("aaa", "cab")))).isIn("aaa", "cab");
        }
    }

    @Test
    void honoursConstraintsAlsoWhenTheBeamIsOne() {
        Logits logits = Samples.path("aab-", ALPHABET, 5);
        assertThat(read(logits, DecodeOptions.GREEDY.withExactLength(3))).hasSize(3);
        assertThat(read(logits, DecodeOptions.GREEDY.withAllowed("bc"))).doesNotContain("a");
    }

    @Test
    void findsTheTextThatGreedySearchMisses() {
        // Each step's best class is the blank, yet most paths read "a" (Graves et al. 2006, figure 2).
        Logits logits = new Logits(2, 2, new float[] {(float) Math.log(0.6), (float) Math.log(0.4),
            (float) Math.log(0.6), (float) Math.log(0.4)});
        assertThat(Decoder.decode(logits, manifest("a"), DecodeOptions.GREEDY).text()).isEmpty();
        Recognition read = Decoder.decode(logits, manifest("a"), WIDE);
        assertThat(read.text()).isEqualTo("a");
        assertThat(read.confidence()).isCloseTo(0.64, within(1e-6));
    }

    /** The search for a pruning threshold must not change what the plain algorithm would keep. */
    @RepeatedTest(20)
    void keepsTheSamePrefixesAsTheTextbookAlgorithm(RepetitionInfo round) {
        Random random = new Random(100 + round.getCurrentRepetition());
        Logits logits = Samples.noise(random, 25, 8, 3);
        double[][] rows = logits.logProbabilities(1);
        List<String> found = BeamSearch.labellings(
                        rows, Grammars.of(DecodeOptions.GREEDY, manifest("abcdefg").alphabet(), 25), 7)
                .stream().map(Arrays::toString).toList();
        assertThat(found).isEqualTo(TextbookBeam.labellings(rows, 7));
    }

    private static void assertFindsBest(int seed, DecodeOptions options, Predicate<String> keeps) {
        Logits logits = logits(seed, 5);
        Map<String, Double> all = Samples.allTexts(logits, ALPHABET);
        Recognition read = Decoder.decode(logits, manifest(ALPHABET), options);
        assertThat(read.text()).isEqualTo(best(all, keeps));
        assertThat(read.confidence()).isCloseTo(all.get(read.text()), within(1e-9));
        assertThat(read.alternatives()).allMatch(alternative -> keeps.test(alternative.text()));
        assertThat(read.alternatives()).hasSize(
                (int) Math.min(100, all.keySet().stream().filter(keeps).count()));
    }

    private static String best(Map<String, Double> texts, Predicate<String> keeps) {
        return texts.entrySet().stream()
                .filter(entry -> keeps.test(entry.getKey()))
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    private static String read(Logits logits, DecodeOptions options) {
        return Decoder.decode(logits, manifest(ALPHABET), options).text();
    }

    private static Logits logits(int seed, int steps) {
        return Samples.noise(new Random(seed), steps, ALPHABET.length() + 1, 2);
    }
}
