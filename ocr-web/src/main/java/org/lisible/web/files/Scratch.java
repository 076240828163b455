package org.lisible.web.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

/** A folder for temporary files that goes when the application goes. */
@ApplicationScoped
public class Scratch {

    private static final System.Logger LOG = System.getLogger(Scratch.class.getName());

    private Path root;

    @PostConstruct
    void make() {
        try {
            root = Files.createTempDirectory("lisible-");
            // A server that is killed does not tell its applications.
            root.toFile().deleteOnExit();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder for temporary files", e);
        }
    }

    /** An existing folder of that name inside. */
    public Path folder(String name) {
        try {
            Path folder = Files.createDirectories(root.resolve(name));
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder for temporary files", e);
        }
    }

    @PreDestroy
    void remove() {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.log(Level.WARNING, "cannot remove " + root + ": " + e);
        }
    }
}
