package org.lisible.web.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What can be told of a file, or of all files of a folder, without reading them: names, sizes, times, which file it is on
 * disk. Whoever writes to one of them, or puts another in its place, changes it.
 *
 * @param files one line a file
 */
record Fingerprint(List<String> files) {

    /** @throws IOException if the place changes or vanishes while it is looked at */
    static Fingerprint of(Path place) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(place, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : files.sorted().toList()) {
                BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
                // A folder's own size and time change with what the files of it tell already.
                lines.add(place.relativize(file) + (found.isDirectory() ? "/" : " " + found.size() + " "
                        + found.lastModifiedTime().toMillis() + " " + found.fileKey()));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return new Fingerprint(lines);
    }
}
