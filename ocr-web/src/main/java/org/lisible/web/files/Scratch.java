package org.lisible.web.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

/** A folder for temporary files that goes when the application goes, or, if it was killed, when another one starts. */
@ApplicationScoped
public class Scratch {

    private static final System.Logger LOG = System.getLogger(Scratch.class.getName());
    private static final String PREFIX = "lisible-server-";
    private static final String LOCK = ".lock";

    private Path root;
    private FileChannel lock;

    @PostConstruct
    void make() {
        make(Path.of(System.getProperty("java.io.tmpdir")));
    }

    void make(Path parent) {
        try {
            removeLeftOvers(parent);
            root = Files.createTempDirectory(parent, PREFIX);
            lock = FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock.lock();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder for temporary files", e);
        }
    }

    /** An existing folder of that name inside. */
    public Path folder(String name) {
        try {
            return Files.createDirectories(root.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder for temporary files", e);
        }
    }

    @PreDestroy
    void remove() {
        try {
            lock.close();
            delete(root);
        } catch (IOException | UncheckedIOException e) {
            LOG.log(Level.WARNING, "cannot remove " + root + ": " + e);
        }
    }

    /** A server that is killed removes nothing, and copies of plug-ins are large; its lock went with it. */
    private static void removeLeftOvers(Path parent) throws IOException {
        List<Path> folders;
        try (Stream<Path> files = Files.list(parent)) {
            folders = files.filter(file -> file.getFileName().toString().startsWith(PREFIX))
                    .filter(file -> Files.isWritable(file.resolve(LOCK)))
                    .toList();
        }
        for (Path folder : folders) {
            try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE)) {
                if (channel.tryLock() != null) {
                    delete(folder);
                }
            } catch (OverlappingFileLockException e) {
                LOG.log(Level.DEBUG, "another application in this server uses " + folder);
            } catch (IOException | UncheckedIOException e) {
                LOG.log(Level.WARNING, "cannot remove " + folder + ", left by a server that was killed: " + e);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
