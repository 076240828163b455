package org.lisible.web.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LooksTest {

    @TempDir
    Path folder;

    private Path file;
    private Looks looks;

    @BeforeEach
    void open() {
        file = folder.resolve("file");
        looks = new Looks(() -> {
            try (Stream<Path> files = Files.list(folder)) {
                return files.toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }, place -> !place.endsWith("half.jar"));
    }

    @Test
    void takesEverythingAtFirstAndThenOnlyWhatChanged() throws IOException {
        Files.writeString(file, "one");
        assertThat(looks.first()).containsExactly(file);
        assertThat(looks.changes()).isEmpty();
        assertThat(looks.isSettled()).isTrue();
    }

    @Test
    void tellsOfAFileOnceItLookedTheSameTwice() throws IOException {
        looks.first();
        Files.writeString(file, "one");
        assertThat(looks.changes()).isEmpty();
        assertThat(looks.isSettled()).isFalse();
        Files.writeString(file, "one and more");
        assertThat(looks.changes()).as("still growing").isEmpty();
        assertThat(looks.changes()).containsExactly(file);
        assertThat(looks.isSettled()).isTrue();
        assertThat(looks.changes()).as("again").isEmpty();
    }

    @Test
    void tellsOfWhatIsVisiblyNotWholeOnlyWhenItStaysSo() throws IOException, InterruptedException {
        looks.first();
        Path half = Files.writeString(folder.resolve("half.jar"), "one");
        long end = System.nanoTime() + 1_500_000_000L;
        while (System.nanoTime() < end) {
            assertThat(looks.changes()).isEmpty();
            assertThat(looks.isSettled()).isFalse();
            Thread.sleep(100);
        }
        Files.writeString(half, "one and more");
        looks.changes();
        Thread.sleep(1_000);
        assertThat(looks.changes()).as("young again").isEmpty();
        Thread.sleep(1_100);
        assertThat(looks.changes()).containsExactly(half);
    }

    @Test
    void tellsAgainOfWhatItIsToForgetWhetherItIsThereOrNot() throws IOException {
        Files.writeString(file, "one");
        looks.first();
        looks.forget(file);
        looks.changes();
        assertThat(looks.changes()).as("forgotten right at the start").isSubsetOf(List.of(file));
        looks.forget(file);
        assertThat(looks.changes()).containsExactly(file);
        assertThat(looks.changes()).isEmpty();

        looks.forget(file);
        Files.delete(file);
        assertThat(looks.changes()).as("gone, but only just").isEmpty();
        assertThat(looks.changes()).containsExactly(file);
        assertThat(looks.changes()).isEmpty();
    }

    @Test
    void tellsOfAFileThatIsGone() throws IOException {
        Files.writeString(file, "one");
        looks.first();
        Files.delete(file);
        assertThat(looks.changes()).isEmpty();
        assertThat(looks.changes()).containsExactly(file);
    }

    @Test
    void saysNothingOfAFileThatVanishedForAMoment() throws IOException {
        Files.writeString(file, "one");
        looks.first();
        Path away = Files.move(file, folder.resolveSibling("away"));
        assertThat(looks.changes()).isEmpty();
        Files.move(away, file);
        assertThat(looks.changes()).isEmpty();
        assertThat(looks.changes()).isEmpty();
    }

    @Test
    void tellsOfAFolderWhenAnyFileInItChanges() throws IOException {
        Path inside = Files.createDirectories(folder.resolve("plugin/deep")).resolve("a.jar");
        Files.writeString(inside, "one");
        looks.first();
        Files.writeString(inside, "another");
        looks.changes();
        assertThat(looks.changes()).isEqualTo(List.of(folder.resolve("plugin")));
    }

    @Test
    void tellsOfAnotherFileOfTheSameSizeAndTime() throws IOException {
        Files.writeString(file, "one");
        looks.first();
        Path other = Files.writeString(folder.resolveSibling("other"), "two");
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        looks.changes();
        assertThat(looks.changes()).containsExactly(file);
    }

    @Test
    void forgetsNothingWhenTheFolderCannotBeListed() throws IOException {
        Files.writeString(file, "one");
        looks.first();
        Path away = Files.move(folder, folder.resolveSibling(folder.getFileName() + "-away"));
        assertThat(looks.changes()).isEmpty();
        assertThat(looks.changes()).isEmpty();
        Files.move(away, folder);
        assertThat(looks.changes()).isEmpty();
        assertThat(looks.isSettled()).isTrue();
    }
}
