package org.lisible.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;

import org.junit.jupiter.api.Test;
import org.lisible.spi.OcrEngineContract;
import org.lisible.spi.OcrEngineProvider;

/** The README's engine keeps the contract, and the README prints this very code. */
class PlainEngineProviderTest extends OcrEngineContract {

    private static final Path SOURCE = Path.of("src", "test", "java", "org", "lisible", "example", "PlainEngineProvider.java");

    @Override
    protected OcrEngineProvider provider() {
        return new PlainEngineProvider();
    }

    /** This one must not turn up beside the engines of the modules that use the kit. */
    @Override
    @Test
    protected void theServiceLoaderFindsTheProvider() {
        assertThat(ServiceLoader.load(OcrEngineProvider.class, PlainEngineProvider.class.getClassLoader()))
                .noneMatch(PlainEngineProvider.class::isInstance);
    }

    @Test
    void theReadmePrintsThisEngine() throws IOException {
        String source = Files.readString(SOURCE).replaceFirst("^package [^\n]*\n\n", "");
        assertThat(Files.readString(Path.of("..", "README.md"))).contains("```java\n" + source + "```\n");
    }

    @Test
    void theEngineHasNoMoreThanFortyLines() throws IOException {
        List<String> code = Files.readAllLines(SOURCE).stream()
                .dropWhile(line -> !line.startsWith("public final class"))
                .filter(line -> !line.isBlank())
                .toList();
        assertThat(code).hasSizeLessThanOrEqualTo(40);
    }
}
