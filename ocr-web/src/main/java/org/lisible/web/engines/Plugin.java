package org.lisible.web.engines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * A jar or a folder of jars in the plug-in folder, behind a class loader of its own.
 *
 * @param source the name of the jar or folder
 * @param loader closed by whoever no longer needs the plug-in
 * @param providers what it brings
 */
record Plugin(String source, URLClassLoader loader, Providers providers) {

    /** The jars and folders of a plug-in folder, by name. */
    static List<Path> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> Files.isDirectory(file) || isJar(file)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param place a jar, or a folder of jars
     * @throws IOException if a jar cannot be read; the plug-in is then not loaded at all
     */
    static Plugin load(Path place, SpiWindow parent) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path jar : Files.isDirectory(place) ? jarsIn(place) : List.of(place)) {
            checkIsZip(jar);
            urls.add(jar.toUri().toURL());
        }
        String source = place.getFileName().toString();
        URLClassLoader loader = new URLClassLoader("plugin " + source, urls.toArray(URL[]::new), parent);
        return new Plugin(source, loader, Providers.of(loader, source));
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
            throw new IOException(jar.getFileName() + " cannot be read as a jar: " + e.getMessage(), e);
        }
    }
}
