package org.lisible.web.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {

    @TempDir
    Path parent;

    @Test
    void goesWithEverythingInIt() throws IOException {
        Scratch scratch = new Scratch();
        scratch.make(parent);
        Files.writeString(scratch.folder("plugins").resolve("copy.jar"), "large");

        scratch.remove();

        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void removesWhatAKilledServerLeftAndNothingThatIsInUse() throws IOException {
        Path left = Files.createDirectories(parent.resolve("lisible-server-1/plugins"));
        Files.writeString(left.resolve("copy.jar"), "large");
        Files.writeString(left.resolveSibling(".lock"), "");
        Path foreign = Files.createDirectories(parent.resolve("lisible-server-of-somebody-else"));
        Scratch used = new Scratch();
        used.make(parent);
        Path inUse = used.folder("plugins");

        Scratch scratch = new Scratch();
        scratch.make(parent);

        assertThat(left).doesNotExist();
        assertThat(inUse).exists();
        assertThat(foreign).exists();
    }
}
