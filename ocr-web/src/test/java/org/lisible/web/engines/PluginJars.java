package org.lisible.web.engines;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

import org.lisible.spi.OcrEngineProvider;

/** Puts classes of the tests into jars, as plug-ins have them. */
public final class PluginJars {

    private PluginJars() {}

    /** A jar with one provider, and all classes of its source file. */
    public static void write(Path jar, Class<?> provider) throws IOException {
        write(jar, provider.getName() + "\n", List.of(provider.getNestHost()));
    }

    /** A jar that is there from one moment to the next. */
    public static void write(Path jar, String services, List<Class<?>> classes) throws IOException {
        Path part = jar.resolveSibling(jar.getFileName() + ".part");
        try (JarOutputStream file = new JarOutputStream(Files.newOutputStream(part))) {
            if (!services.isEmpty()) {
                file.putNextEntry(new JarEntry("META-INF/services/" + OcrEngineProvider.class.getName()));
                file.write(services.getBytes(StandardCharsets.UTF_8));
            }
            for (Class<?> type : classes.stream().distinct().toList()) {
                add(file, type);
            }
        }
        Files.move(part, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void add(JarOutputStream jar, Class<?> type) throws IOException {
        String name = type.getName().replace('.', '/') + ".class";
        jar.putNextEntry(new JarEntry(name));
        try (InputStream content = type.getClassLoader().getResourceAsStream(name)) {
            content.transferTo(jar);
        }
        for (Class<?> nested : type.getDeclaredClasses()) {
            add(jar, nested);
        }
    }
}
