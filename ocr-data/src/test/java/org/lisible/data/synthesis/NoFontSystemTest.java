package org.lisible.data.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

/** Runs in a JVM of its own, for only a fresh one can tell which classes it loaded. */
class NoFontSystemTest {

    @Test
    void makesCaptchasWithoutTheFontSystemOfTheMachine() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:stdout",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MakesOne.class.getName())
                .redirectErrorStream(true)
                .start();
        String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(log).isZero();
        assertThat(log).contains("made a captcha of 200 columns", "org.apache.fontbox.ttf.TTFParser ");
        assertThat(log.lines().filter(line -> line.contains(" sun.font.")
                        || line.contains(" java.awt.Font ")
                        || line.contains("GraphicsEnvironment ")
                        || line.contains(" java.awt.Toolkit ")))
                .isEmpty();
    }

    /** What the fresh JVM runs. */
    static final class MakesOne {

        private MakesOne() {}

        public static void main(String[] arguments) {
            SyntheticImage captcha = new CaptchaSynthesizer(CaptchaOptions.CAPTCHA_V2).image(0);
            System.out.println("made a captcha of " + captcha.image().width() + " columns");
        }
    }
}
