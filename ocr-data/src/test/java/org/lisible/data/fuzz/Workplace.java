package org.lisible.data.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder for targets that read files. */
final class Workplace {

    private final Path folder;

    Workplace(String name) {
        try {
            folder = Files.createTempDirectory("lisible-fuzz-" + name);
            folder.toFile().deleteOnExit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path write(String name, byte[] content) {
        try {
            Path file = folder.resolve(name);
            return Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
