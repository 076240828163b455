package org.lisible.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** What the build made, and where the tests may write. */
final class Build {

    private Build() {}

    /** The folder that {@code mvn -Prun} starts: server, application, plug-ins, settings. */
    static Path server() {
        return folder("lisible.server");
    }

    static Path war() {
        return server().resolve("lisible.war");
    }

    /** The TensorFlow engine's jars, as a plug-in folder takes them. */
    static Path tensorFlowPlugin() {
        return server().resolve("plugins/tf");
    }

    static Path pureEngineJar() {
        return folder("lisible.pure");
    }

    /** A new, empty folder of that name. */
    static Path scratch(String name) {
        return empty(folder("lisible.scratch").resolve(name));
    }

    /** That folder, made or emptied. */
    static Path empty(Path folder) {
        try {
            if (Files.exists(folder)) {
                try (Stream<Path> old = Files.walk(folder)) {
                    for (Path file : old.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder(String property) {
        String value = System.getProperty(property);
        if (value == null) {
            throw new IllegalStateException(property + " is not set; start these tests with: mvn verify");
        }
        return Path.of(value).toAbsolutePath().normalize();
    }
}
