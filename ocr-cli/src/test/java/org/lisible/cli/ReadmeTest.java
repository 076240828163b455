package org.lisible.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

import jakarta.json.JsonValue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lisible.data.image.ImageLimits;
import org.lisible.data.image.ImageReader;
import org.lisible.decode.DecodeOptions;
import org.lisible.decode.Decoder;
import org.lisible.model.BundleWriter;
import org.lisible.model.ModelBundle;
import org.lisible.preprocess.Preprocessor;
import org.lisible.spi.PlainNetwork;
import org.lisible.spi.TestBundles;

/** The README's programs, as they are printed. */
class ReadmeTest {

    private static final Pattern PROGRAM =
            Pattern.compile("```java\n(import org\\.lisible\\.data.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void theProgramThatReadsACharacterHasFifteenLinesAndReadsIt() throws Exception {
        Matcher readme = PROGRAM.matcher(Files.readString(Path.of("..", "README.md")));
        assertThat(readme.find()).isTrue();
        assertThat(readme.group(1).lines().filter(line -> !line.isBlank())).hasSizeLessThanOrEqualTo(15);
        Path program = Files.writeString(folder.resolve("ReadCharacter.java"), readme.group(1));

        ModelBundle model = TestBundles.characters(11).getFirst();
        Path bundle = folder.resolve("model");
        BundleWriter.write(bundle, model, JsonValue.EMPTY_JSON_OBJECT, "# For tests");
        Path picture = folder.resolve("letter.png");
        ImageIO.write(slash(), "png", picture.toFile());

        assertThat(run(program, bundle, picture).strip()).isEqualTo(expected(model, Files.readAllBytes(picture)));
    }

    /** The template's tests run the contract kit on it. */
    @Test
    void theEngineThatIsPrintedIsTheTemplatesAndHasNoMoreThanFortyLines() throws Exception {
        Path template = Path.of("..", "engine-template", "src", "main", "java", "com", "example", "ocr", "LinearEngineProvider.java");
        String source = Files.readString(template).replaceFirst("^package [^\n]*\n\n", "");
        assertThat(Files.readString(Path.of("..", "README.md"))).contains("```java\n" + source + "```\n");
        assertThat(source.lines().dropWhile(line -> !line.startsWith("public final class")).filter(line -> !line.isBlank()))
                .hasSizeLessThanOrEqualTo(40);
    }

    private static BufferedImage slash() {
        BufferedImage image = new BufferedImage(90, 120, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 10; y < 110; y++) {
            for (int x = 70 - y / 2; x < 78 - y / 2; x++) {
                image.getRaster().setSample(x, y, 0, 255);
            }
        }
        return image;
    }

    private static String expected(ModelBundle model, byte[] picture) {
        var input = Preprocessor.apply(ImageReader.read(picture, ImageLimits.DEFAULTS), model.manifest().input());
        return Decoder.decode(PlainNetwork.run(model, input), model.manifest(), DecodeOptions.GREEDY).text();
    }

    private String run(Path program, Path bundle, Path picture) throws IOException, InterruptedException {
        Path said = folder.resolve("said.txt");
        Process java = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp", System.getProperty("java.class.path"),
                        program.toString(), bundle.toString(), picture.toString()))
                .redirectOutput(said.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(java.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(java.exitValue()).isZero();
        return Files.readString(said, StandardCharsets.UTF_8);
    }
}
