package org.lisible.web.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lisible.OcrException;
import org.lisible.web.settings.SettingsReader;

class SamplesTest {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    @TempDir
    Path folder;

    private Path list;

    @BeforeEach
    void writeImages() throws IOException {
        list = folder.resolve("val_split.csv");
        for (String name : Set.of("one.png", "two.png", "three.png")) {
            Files.write(folder.resolve(name), PNG);
        }
    }

    @Test
    void drawsEveryImageOfTheSplitAndNoOther() throws IOException {
        Files.writeString(list, "file,label\none.png,1one\ntwo.png,2two\n");
        Samples samples = samples();
        Set<String> drawn = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            drawn.add(samples.any().id() + " " + samples.any().mediaType());
        }

        assertThat(drawn).containsExactlyInAnyOrder("one.png image/png", "two.png image/png");
    }

    @Test
    void givesAnImageWithItsLabel() throws IOException {
        Files.writeString(list, "file,label\none.png,1one\n");

        Sample sample = samples().any();

        assertThat(sample.label()).isEqualTo("1one");
        assertThat(sample.content()).isEqualTo(PNG);
    }

    @Test
    void neverGivesOutWhatWasTrainedOn() throws IOException {
        Files.writeString(list, "file,label\none.png,1one\n");
        Files.writeString(folder.resolve("train_split.csv"), "file,label\none.png,1one\ntwo.png,2two\n");

        assertThatThrownBy(samples()::any)
                .hasMessage("the samples cannot be read, see the setting ocr.samples.split")
                .hasRootCauseMessage("the image one.png is in both parts of the split in " + folder);
    }

    @Test
    void saysWhichSettingToLookAtIfTheSplitIsMissing() {
        assertThatThrownBy(samples()::any)
                .hasMessage("the samples cannot be read, see the setting ocr.samples.split")
                .isInstanceOfSatisfying(
                        OcrException.class, e -> assertThat(e.kind()).isEqualTo(OcrException.Kind.BROKEN));
    }

    private Samples samples() {
        Map<String, String> values = Map.of("ocr.samples.split", list.toString());
        Samples samples = new Samples();
        samples.settings = SettingsReader.read(values.keySet(), name -> Optional.ofNullable(values.get(name)));
        return samples;
    }
}
