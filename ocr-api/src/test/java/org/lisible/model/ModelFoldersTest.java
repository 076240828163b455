package org.lisible.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lisible.OcrException;

class ModelFoldersTest {

    @TempDir
    Path root;

    @Test
    void findsTheNewestVersionByItsNumbers() throws IOException {
        bundles("captcha-v2/9", "captcha-v2/10", "captcha-v2/10.1-beta", "captcha/1", "digits/1.2", "digits/1.10");
        assertThat(ModelFolders.list(root))
                .containsExactly(
                        "captcha/1", "captcha-v2/9", "captcha-v2/10", "captcha-v2/10.1-beta", "digits/1.2", "digits/1.10");
        assertThat(ModelFolders.find(root, "captcha-v2")).isEqualTo(root.resolve("captcha-v2/10.1-beta"));
        assertThat(ModelFolders.find(root, "captcha-v2/9")).isEqualTo(root.resolve("captcha-v2/9"));
        assertThat(ModelFolders.find(root, "digits")).isEqualTo(root.resolve("digits/1.10"));
    }

    @Test
    void listsWhatThereIsWhenNothingIsFound() throws IOException {
        assertUnknown("captcha", "unknown model \"captcha\"; there are: none in " + root);
        bundles("captcha-v2/1", "digits/3");
        Files.createDirectories(root.resolve("captcha/1"));
        assertUnknown("captcha", "unknown model \"captcha\"; there are: captcha-v2/1, digits/3");
        assertUnknown("captcha-v2/2", "unknown model \"captcha-v2/2\"; there are: captcha-v2/1, digits/3");
        assertUnknown("../digits/3", "unknown model \"../digits/3\"; there are: captcha-v2/1, digits/3");
        assertThat(ModelFolders.list(root.resolve("nowhere"))).isEmpty();
    }

    private void assertUnknown(String name, String message) {
        assertThatThrownBy(() -> ModelFolders.find(root, name))
                .hasMessage(message)
                .isInstanceOfSatisfying(OcrException.class, e -> assertThat(e.kind()).isEqualTo(OcrException.Kind.NOT_FOUND));
    }

    private void bundles(String... names) throws IOException {
        for (String name : names) {
            Files.writeString(Files.createDirectories(root.resolve(name)).resolve("model.json"), "{}");
        }
    }
}
