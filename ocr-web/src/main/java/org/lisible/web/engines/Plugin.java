package org.lisible.web.engines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

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
     * @throws IOException if a jar cannot be read; the plug-in is then not loaded at all
     */
    static Plugin load(Path place, Path copies, SpiWindow parent, TimeLimit limit) throws IOException {
        String source = place.getFileName().toString();
        Path copy = Files.createTempDirectory(copies, source + "-");
        URLClassLoader loader = null;
        try {
            List<URL> urls = new ArrayList<>();
            for (Path jar : Files.isDirectory(place) ? jarsIn(place) : List.of(place)) {
                Path copied = Files.copy(jar, copy.resolve(jar.getFileName()));
                checkIsZip(copied);
                urls.add(copied.toUri().toURL());
            }
            loader = new URLClassLoader("plugin " + source, urls.toArray(URL[]::new), parent);
            URLClassLoader made = loader;
            Providers providers = limit.within("making its provider", () -> Providers.of(made, source));
            return new Plugin(source, loader, providers, copy);
        } catch (IOException | RuntimeException | Error e) {
            discard(source, loader, copy);
            throw e;
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

    /** A class loader would pass over a broken jar without a word. */
    private static void checkIsZip(Path jar) throws IOException {
        try (JarFile opened = new JarFile(jar.toFile(), false)) {
            opened.entries();
        } catch (IOException e) {
            throw new IOException(
                    jar.getFileName() + " cannot be read as a jar: " + String.valueOf(e.getMessage()).replace(jar + "", "it"), e);
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
