package org.lisible.data.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lisible.OcrException;
import org.lisible.data.image.ImageLimits;
import org.lisible.data.image.ImageReader;
import org.lisible.image.GrayImage;

class SyntheticFolderTest {

    private static final CaptchaSynthesizer SYNTHESIZER = new CaptchaSynthesizer(CaptchaOptions.CAPTCHA_V2);

    @TempDir
    Path folder;

    @Test
    void writesPicturesThatCanBeReadAndTheirLabels() throws IOException {
        Path labels = SyntheticFolder.write(SYNTHESIZER::image, 100, 12, folder.resolve("new"), "val_split.csv");
        assertThat(Files.readAllLines(labels))
                .hasSize(13)
                .startsWith("file,label", "00.png," + SYNTHESIZER.image(100).label())
                .endsWith("11.png," + SYNTHESIZER.image(111).label());
        assertThat(ImageReader.read(folder.resolve("new/11.png"), ImageLimits.DEFAULTS).pixels())
                .isEqualTo(SYNTHESIZER.image(111).image().pixels());
    }

    /** Whoever changes the synthesizer makes the samples again, with the command in docs/training.md. */
    @Test
    void theSamplesThatShipAreMadeByThisCode() throws IOException {
        Path samples = Path.of("..", "ocr-web", "src", "main", "resources", "samples");
        List<String> labels = Files.readAllLines(samples.resolve("val_split.csv"));
        assertThat(labels).hasSize(61).startsWith("file,label");
        for (int i = 0; i < 60; i++) {
            SyntheticImage captcha = SYNTHESIZER.image(CaptchaSynthesizer.SAMPLES + i);
            String[] row = labels.get(i + 1).split(",");
            assertThat(row[1]).isEqualTo(captcha.label());
            GrayImage shipped = ImageReader.read(samples.resolve(row[0]), ImageLimits.DEFAULTS);
            for (int pixel = 0; pixel < shipped.pixels().length; pixel++) {
                // Math.sin may differ by an ulp from one processor to another.
                assertThat(shipped.pixels()[pixel] & 0xff)
                        .as("%s, pixel %d", row[0], pixel)
                        .isCloseTo(captcha.image().pixels()[pixel] & 0xff, within(2));
            }
        }
    }

    @Test
    void saysWhichFolderCannotBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        assertThatThrownBy(() -> SyntheticFolder.write(SYNTHESIZER::image, 0, 1, file, "labels.csv"))
                .isInstanceOf(OcrException.class)
                .hasMessageContaining("cannot write pictures to " + file);
    }
}
