package org.lisible.data.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lisible.data.image.ImageLimits;
import org.lisible.data.image.ImageReader;

class CaptchaFolderTest {

    private static final CaptchaSynthesizer SYNTHESIZER = new CaptchaSynthesizer(CaptchaOptions.CAPTCHA_V2);

    @TempDir
    Path folder;

    @Test
    void writesPicturesThatCanBeReadAndTheirLabels() throws IOException {
        Path labels = CaptchaFolder.write(SYNTHESIZER, 100, 12, folder.resolve("new"), "val_split.csv");
        assertThat(Files.readAllLines(labels))
                .hasSize(13)
                .startsWith("file,label", "00.png," + SYNTHESIZER.image(100).label())
                .endsWith("11.png," + SYNTHESIZER.image(111).label());
        assertThat(ImageReader.read(folder.resolve("new/11.png"), ImageLimits.DEFAULTS).pixels())
                .isEqualTo(SYNTHESIZER.image(111).image().pixels());
    }

    @Test
    void saysWhichFolderCannotBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        assertThatThrownBy(() -> CaptchaFolder.write(SYNTHESIZER, 0, 1, file, "labels.csv"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot write captchas to " + file);
    }
}
