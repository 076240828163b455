package org.lisible.web.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The page's files as they stand in the source tree. */
final class PageSource {

    private static final Path ROOT = Path.of("src/main/webapp");
    private static final List<String> KINDS = List.of(".html", ".js", ".css", ".svg");

    private PageSource() {}

    static String text(String file) {
        return text(ROOT.resolve(file));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every file of the page that a person wrote; not the API's page, which has its own script and styles. */
    static List<Path> files() {
        try (Stream<Path> all = Files.walk(ROOT)) {
            return all.filter(file -> KINDS.stream().anyMatch(file.toString()::endsWith))
                    .filter(file -> !file.startsWith(ROOT.resolve("openapi-ui")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
