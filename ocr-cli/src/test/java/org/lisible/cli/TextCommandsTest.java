package org.lisible.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import jakarta.json.JsonValue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lisible.data.dataset.Dataset;
import org.lisible.data.dataset.LabelledImage;
import org.lisible.language.CharacterModel;
import org.lisible.model.BundleWriter;
import org.lisible.model.ModelBundle;
import org.lisible.spi.TestBundles;

class TextCommandsTest {

    @TempDir
    static Path root;

    private static Path drawn;
    private static Path lines;

    @BeforeAll
    static void composeLines() {
        drawn = root.resolve("drawn");
        lines = root.resolve("lines");
        assertThat(CommandRun.of("synthesize", drawn, "--strokes", "--count", 94).code()).isZero();
        CommandRun run = CommandRun.of("compose", lines, "--data", drawn.resolve("labels.csv"), "--count", 4);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).isEqualToIgnoringNewLines("4 lines and their texts in " + lines.resolve("labels.csv"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"compose", "evaluate-text", "ngrams"})
    void everyCommandExplainsItselfWithExamples(String command) {
        CommandRun run = CommandRun.of(command, "--help");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("Usage: lisible " + command, "Examples:", "  lisible " + command, "Exit codes:");
    }

    @Test
    void theSameCharactersAndSeedGiveTheSameLines() throws IOException {
        Path again = root.resolve("again");
        CommandRun.of("compose", again, "--data", drawn.resolve("labels.csv"), "--count", 4);
        for (LabelledImage line : Dataset.open(lines.resolve("labels.csv")).images()) {
            assertThat(again.resolve(line.id())).hasSameBinaryContentAs(lines.resolve(line.id()));
            assertThat(line.label()).hasSizeBetween(2, 50).isPrintable();
        }
        assertThat(again.resolve("labels.csv")).hasSameTextualContentAs(lines.resolve("labels.csv"));
    }

    @Test
    void linesAreNotWrittenWithoutAllCharacters() {
        Path few = root.resolve("few");
        CommandRun.of("synthesize", few, "--strokes", "--alphabet", "ab", "--count", 2);
        CommandRun run = CommandRun.of("compose", root.resolve("x"), "--data", few.resolve("labels.csv"));
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).startsWith("error: lines are written with all characters from ! to ~; no image is labelled ! \" # ");
    }

    @Test
    void evaluatesTextThatIsCutIntoCharacters() {
        ModelBundle flat = TestBundles.characters(5).getFirst();
        Path model = root.resolve("flat");
        BundleWriter.write(model, flat, JsonValue.EMPTY_JSON_OBJECT, "# Flat");
        CommandRun run = CommandRun.of("evaluate-text", "--data", lines.resolve("labels.csv"), "--model", model, "--json");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("\"characterErrorRate\"");
        CommandRun text = CommandRun.of("evaluate-text", "--data", lines.resolve("labels.csv"), "--model", model);
        assertThat(text.out()).contains("ms a text");
    }

    @Test
    void countsNgramsOfTexts() throws IOException {
        Path text = Files.writeString(root.resolve("text.txt"), "the cat\nthe hat\nthe mat\n");
        Path file = root.resolve("test.ngrams");
        CommandRun run = CommandRun.of("ngrams", file, text, "--least", 1);
        assertThat(run.code()).as(run.err()).isZero();
        try (InputStream in = Files.newInputStream(file)) {
            CharacterModel model = CharacterModel.read(in);
            assertThat(run.out()).startsWith(model.size() + " n-grams, " + Files.size(file) + " bytes in " + file);
            assertThat(model.logProbability(CharacterModel.START, 't')).isGreaterThan(model.logProbability(CharacterModel.START, 'h'));
        }
    }
}
