package org.lisible.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lisible.OcrException;

class CharacterModelTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "t", "th", "the", "q", "zz", "a t", "..."})
    void sharesOutOneAmongAllCharacters(String before) throws IOException {
        CharacterModel model = model("the cat that sat there", "then they thought it out", "a quick theory");
        double sum = 0;
        for (char character = ' '; character <= '~'; character++) {
            sum += Math.exp(model.logProbability(context(before), character));
        }
        // The file holds logarithms in sixteenths.
        assertThat(sum).isCloseTo(1, within(0.04));
    }

    @Test
    void prefersWhatItHasSeen() throws IOException {
        CharacterModel model = model("the cat that sat there", "then they thought it out");
        assertThat(model.logProbability(context("th"), 'e')).isGreaterThan(model.logProbability(context("th"), 'x') + 2);
        assertThat(model.logProbability(CharacterModel.START, 't')).isGreaterThan(model.logProbability(CharacterModel.START, 'e'));
        assertThat(model.logProbability(context("Q%t"), 'h')).as("back-off").isGreaterThan(model.logProbability(context("Q%t"), 'q'));
    }

    @ParameterizedTest
    @CsvSource({"the ho,u,x", "le jo,u,w", "la ca,s,k", "nothin,g,q"})
    void comesWithEnglishFrenchAndSpanish(String before, char usual, char unusual) {
        CharacterModel model = CharacterModel.load();
        assertThat(model.logProbability(context(before), usual)).isGreaterThan(model.logProbability(context(before), unusual) + 3);
    }

    @Test
    void knowsNoLanguageIfUniform() {
        CharacterModel model = CharacterModel.uniform();
        assertThat(model.logProbability(context("the"), 'a')).isCloseTo(-Math.log(95), within(1e-12));
        assertThat(model.logProbability(context("the"), 'é')).isCloseTo(-Math.log(95), within(1e-12));
        assertThat(model.size()).isZero();
    }

    @Test
    void leavesOutTextsOfOtherScriptsAndTakesAccentsOff() throws IOException {
        CharacterCounts counts = new CharacterCounts();
        assertThat(counts.add("слово", 1)).isFalse();
        assertThat(counts.add("  ", 1)).isFalse();
        assertThat(CharacterCounts.plain(" «Élan»  d’œuvre — ¿año?\n")).isEqualTo("\"Elan\" d'oeuvre - ano?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"LNG0\0\0\0\1", "LNG1\0\0\0\0", "LNG1\177\0\0\0"})
    void refusesOtherFiles(String content) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(file)) {
            out.write(content.getBytes(StandardCharsets.ISO_8859_1));
        }
        assertThatThrownBy(() -> CharacterModel.read(new ByteArrayInputStream(file.toByteArray())))
                .isInstanceOfSatisfying(OcrException.class, e -> assertThat(e.code()).isEqualTo("ngrams-malformed"));
    }

    private static int context(String before) {
        int context = CharacterModel.START;
        for (char character : before.toCharArray()) {
            context = CharacterModel.next(context, character);
        }
        return context;
    }

    /** Written to a file and read back. */
    private static CharacterModel model(String... texts) throws IOException {
        CharacterCounts counts = new CharacterCounts();
        for (String text : texts) {
            counts.add(text, 1);
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        counts.write(1, file);
        return CharacterModel.read(new ByteArrayInputStream(file.toByteArray()));
    }
}
