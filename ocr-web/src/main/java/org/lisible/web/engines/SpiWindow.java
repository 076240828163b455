package org.lisible.web.engines;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The parent of every plug-in's class loader. Through it a plug-in sees the JDK and the types it shares with the host
 * (the SPI, its values, JSON), from the host's own loader so that they are the same types; and nothing else of the
 * application or the server. It shows no resource of the host, so that the host's own engines are not found again.
 */
final class SpiWindow extends ClassLoader {

    private static final String ROOT = "org.lisible";
    private static final List<String> SHARED = List.of(
            "org.lisible.image.",
            "org.lisible.tensor.",
            "org.lisible.model.",
            "org.lisible.preprocess.",
            "org.lisible.result.",
            "org.lisible.decode.",
            "org.lisible.spi.",
            "jakarta.json.");

    private final ClassLoader host;

    SpiWindow(ClassLoader host) {
        super("lisible-spi", ClassLoader.getPlatformClassLoader());
        this.host = requireNonNull(host, "host is null");
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        return isShared(name) ? host.loadClass(name) : super.loadClass(name, resolve);
    }

    static boolean isShared(String className) {
        int dot = className.lastIndexOf('.');
        return dot == ROOT.length() && className.startsWith(ROOT) || SHARED.stream().anyMatch(className::startsWith);
    }
}
