package org.lisible.web.engines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import org.lisible.OcrException;

/**
 * A jar or a folder of jars of the plug-in folder, behind a class loader of its own. It is loaded from a copy: whatever is
 * done to the original, what runs is not touched.
 *
 * @param source the name of the jar or folder
 * @param loader what its classes came from
 * @param providers what it brings
 * @param copy the folder that holds the copy, and goes with the plug-in
 */
record Plugin(String source, URLClassLoader loader, Providers providers, Path copy) implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Plugin.class.getName());

    /** The jars and folders of a plug-in folder, by name. */
    static List<Path> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .filter(file -> Files.isDirectory(file) || isJar(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param place a jar, or a folder of jars
     * @param copies a folder for the copy
     * @param limit how long its providers may take to be made
     * @throws IOException if a file cannot be read or copied; the plug-in is then not loaded at all
     * @throws OcrException of kind {@code BROKEN} if one is no jar, or if the time is up
     */
    static Plugin load(Path place, Path copies, SpiWindow parent, TimeLimit limit) throws IOException {
        String source = place.getFileName().toString();
        Path copy = Files.createTempDirectory(copies, source + "-");
        URLClassLoader loader = null;
        try {
            List<Path> copied = new ArrayList<>();
            List<URL> urls = new ArrayList<>();
            for (Path jar : Files.isDirectory(place) ? jarsIn(place) : List.of(place)) {
                copied.add(copy(jar, copy.resolve(jar.getFileName())));
                checkIsZip(copied.getLast());
                urls.add(copied.getLast().toUri().toURL());
            }
            String digest = CodeDigest.of(copied);
            loader = new URLClassLoader("plugin " + source, urls.toArray(URL[]::new), parent);
            URLClassLoader made = loader;
            Providers providers =
                    limit.within("making its provider", () -> Providers.of(made, source, provider -> digest));
            return new Plugin(source, loader, providers, copy);
        } catch (IOException | RuntimeException | Error e) {
            discard(source, loader, copy);
            throw e;
        }
    }

    /** Whether its jars can be opened; a jar's table of contents is the last that is written of it. */
    static boolean isWhole(Path place) {
        try {
            for (Path jar : Files.isDirectory(place) ? jarsIn(place) : List.of(place)) {
                checkIsZip(jar);
            }
            return true;
        } catch (IOException | OcrException e) {
            return false;
        }
    }

    private static List<Path> jarsIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Plugin::isJar).sorted().toList();
        }
    }

    private static boolean isJar(Path file) {
        return Files.isRegularFile(file) && file.getFileName().toString().endsWith(".jar");
    }

    /** Says what failed without the paths, which are nobody's business. */
    private static Path copy(Path jar, Path copy) throws IOException {
        try {
            return Files.copy(jar, copy);
        } catch (IOException e) {
            String reason = e instanceof FileSystemException failure ? failure.getReason() : e.getMessage();
            throw new IOException(
                    "cannot copy " + jar.getFileName() + ": " + Objects.requireNonNullElse(reason, e.getClass().getSimpleName()), e);
        }
    }

    /** A class loader would pass over a broken jar without a word. */
    private static void checkIsZip(Path jar) {
        try (JarFile opened = new JarFile(jar.toFile(), false)) {
            opened.entries();
        } catch (IOException e) {
            throw new OcrException(
                    OcrException.Kind.BROKEN,
                    "plugin-broken",
                    jar.getFileName() + " cannot be read as a jar: " + String.valueOf(e.getMessage()).replace(jar + "", "it"),
                    e);
        }
    }

    /** Lets go of the classes and removes the copy. All its engines must be closed by then. */
    @Override
    public void close() {
        for (Candidate candidate : providers.candidates()) {
            try {
                candidate.provider().unload();
            } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError | OutOfMemoryError e) {
                LOG.log(Level.WARNING, "engine " + candidate.id() + " from " + source + " failed to unload: " + Reasons.of(e));
            }
        }
        discard(source, loader, copy);
    }

    private static void discard(String source, URLClassLoader loader, Path copy) {
        try {
            if (loader != null) {
                loader.close();
            }
            if (Files.notExists(copy)) {
                return; // The application stops, and the folder for copies went first.
            }
            try (Stream<Path> files = Files.walk(copy)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.log(Level.WARNING, "cannot clear away what was loaded of " + source, e);
        }
    }
}
