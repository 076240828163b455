package org.lisible.web.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;

/** Folders that travel in the WAR: where the server unpacked them, or a copy if it does not unpack. */
@ApplicationScoped
public class WarFolders {

    @Inject
    Scratch scratch;

    private volatile ServletContext context;

    private final Map<String, Path> folders = new ConcurrentHashMap<>();

    /** Before all other observers: an injected context would be at hand during requests only. */
    void begin(@Observes @Priority(1) @Initialized(ApplicationScoped.class) ServletContext opened) {
        context = opened;
    }

    /**
     * @param place a folder's path in the WAR, such as {@code /WEB-INF/models}
     * @return the folder; empty if the WAR has none there
     */
    public Path folder(String place) {
        return folders.computeIfAbsent(place, this::find);
    }

    private Path find(String place) {
        String unpacked = context.getRealPath(place);
        if (unpacked != null) {
            return Path.of(unpacked);
        }
        try {
            Path copy = scratch.folder("war" + place);
            copy(place + "/", copy);
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack " + place, e);
        }
    }

    private void copy(String from, Path to) throws IOException {
        Set<String> places = context.getResourcePaths(from);
        for (String place : places == null ? Set.<String>of() : places) {
            Path target = to.resolve(place.substring(from.length()));
            if (place.endsWith("/")) {
                Files.createDirectories(target);
                copy(place, target);
            } else {
                try (InputStream content = context.getResourceAsStream(place)) {
                    Files.copy(content, target);
                }
            }
        }
    }
}
