package org.lisible.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lisible.key.ApiKey;
import org.lisible.key.KeyFile;
import org.lisible.key.Role;

class KeyRingTest {

    private final ApiKey.Made first = ApiKey.make("first", Role.READ);
    private final ApiKey.Made second = ApiKey.make("second", Role.ADMIN);

    @TempDir
    Path folder;

    @Test
    void hasNoKeysWithoutAFile() {
        assertThat(new KeyRing(folder.resolve("none")).keys()).isEmpty();
        assertThat(new KeyRing(folder).keys()).isEmpty();
    }

    @Test
    void takesAFileThatComesGrowsAndGoesWhileItRuns() throws IOException {
        Path file = folder.resolve("keys");
        KeyRing ring = new KeyRing(file);
        assertThat(ring.of(first.secret())).isEmpty();

        KeyFile.append(file, first.key());
        assertThat(ring.of(first.secret())).contains(first.key());
        assertThat(ring.of(second.secret())).isEmpty();

        KeyFile.append(file, second.key());
        assertThat(ring.of(second.secret())).contains(second.key());

        Files.writeString(file, second.key().line());
        assertThat(ring.of(first.secret())).isEmpty();

        Files.delete(file);
        assertThat(ring.of(second.secret())).isEmpty();
    }

    @Test
    void givesNobodyAKeyByALineThatIsSpoilt() throws IOException {
        Path file = folder.resolve("keys");
        Files.writeString(file, first.key().line().replace("sha256", "sha1") + "\n" + second.key().line() + "\n");
        assertThat(new KeyRing(file).keys()).containsExactly(second.key());
    }
}
