package org.lisible.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lisible.cli.export.OnnxModel;
import org.lisible.model.BundleReader;

/** That the files are right, {@link org.lisible.cli.export.OnnxModelTest} tells. */
class ExportCommandTest {

    private static final Path MODELS = Path.of("..", "models");

    @TempDir
    private Path folder;

    @Test
    void writesTheModelWhereItIsToldAndSaysWhere() {
        Path file = folder.resolve("reader.onnx");
        CommandRun run = CommandRun.of("export", "captcha-v2", "--models", MODELS, "--format", "onnx", "--out", file);
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out().strip()).isEqualTo(file.toString());
        assertThat(file).hasBinaryContent(OnnxModel.of(BundleReader.read(MODELS.resolve("captcha-v2").resolve("1"))));
    }

    @Test
    void saysWhichFormatsThereAre() {
        CommandRun run = CommandRun.of("export", "captcha-v2", "--models", MODELS, "--format", "tflite");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("Invalid value for option '--format': expected one of [ONNX] (case-insensitive) but was 'tflite'");
    }

    @Test
    void saysThatTheFolderDoesNotExist() {
        Path file = folder.resolve("none").resolve("reader.onnx");
        CommandRun run = CommandRun.of("export", "captcha-v2", "--models", MODELS, "--out", file);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err().strip()).isEqualTo("error: " + file + " cannot be written: its folder does not exist");
    }

    @Test
    void saysWhichModelsThereAre() {
        CommandRun run = CommandRun.of("export", "captcha-v9", "--models", MODELS);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("captcha-v9").contains("captcha-v2/1");
    }
}
