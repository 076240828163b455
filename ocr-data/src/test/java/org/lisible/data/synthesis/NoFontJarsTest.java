package org.lisible.data.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

/** Runs in a JVM of its own, whose class path has no fonts and nothing that reads them. */
class NoFontJarsTest {

    @Test
    void drawsOurOwnFormsWithoutTheFontJars() throws IOException, InterruptedException {
        String everything = System.getProperty("java.class.path");
        String rest = Arrays.stream(everything.split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).getFileName().toString().matches("(fontbox|jasperreports-fonts|openpdf-fonts).*"))
                .collect(Collectors.joining(File.pathSeparator));
        assertThat(rest).isNotEqualTo(everything);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        rest,
                        DrawsAll.class.getName())
                .redirectErrorStream(true)
                .start();
        String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(log).isZero();
        assertThat(log).contains("drew 94 characters");
    }

    /** What the fresh JVM runs. */
    static final class DrawsAll {

        private DrawsAll() {}

        public static void main(String[] arguments) {
            StrokeCharacters characters = new StrokeCharacters(StrokeCharacters.ascii(), Framing.MIXED, 1);
            int drawn = 0;
            for (int i = 0; i < StrokeCharacters.ascii().size(); i++) {
                drawn += characters.image(i).label().length();
            }
            System.out.println("drew " + drawn + " characters");
        }
    }
}
