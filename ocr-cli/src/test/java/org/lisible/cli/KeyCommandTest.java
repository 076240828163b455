package org.lisible.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lisible.key.KeyFile;
import org.lisible.key.Role;

class KeyCommandTest {

    @TempDir
    Path folder;

    @Test
    void printsTheKeyAloneAndKeepsItsDigest() throws IOException {
        Path file = folder.resolve("lisible.keys");
        CommandRun run = CommandRun.of("key", "operator", "--role", "admin", "--file", file);

        assertThat(run.code()).as(run.err()).isZero();
        String secret = run.out().strip();
        assertThat(Files.readString(file)).doesNotContain(secret).startsWith("operator admin sha256:");
        assertThat(KeyFile.read(file).keys()).singleElement().satisfies(key -> {
            assertThat(key.matches(secret)).isTrue();
            assertThat(key.role()).isEqualTo(Role.ADMIN);
        });
        assertThat(run.err()).contains("operator", file.toString(), "keep what was printed").doesNotContain(secret);
    }

    @Test
    void makesReadersUnlessToldOtherwise() throws IOException {
        Path file = folder.resolve("lisible.keys");
        CommandRun.of("key", "a", "--file", file);
        CommandRun.of("key", "b", "--file", file);
        assertThat(KeyFile.read(file).keys()).extracting(key -> key.name() + " " + key.role().label())
                .containsExactly("a read", "b read");
    }

    @Test
    void refusesANameThatIsNone() {
        CommandRun run = CommandRun.of("key", "two words", "--file", folder.resolve("keys"));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("the name 'two words' is not made of at most 64 letters");
        assertThat(folder.resolve("keys")).doesNotExist();
    }
}
