package org.lisible.data.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every file of the corpus, the fuzzer's earlier findings among them, is read or refused, and in good time. */
class CorpusTest {

    private static final Path CORPUS = Path.of("src/test/resources/fuzz");
    private static final Map<String, Consumer<byte[]>> TARGETS = new TreeMap<>(Map.of(
            "image", ImageFuzz::fuzzerTestOneInput,
            "safetensors", SafetensorsFuzz::fuzzerTestOneInput,
            "manifest", ManifestFuzz::fuzzerTestOneInput,
            "idx", IdxFuzz::fuzzerTestOneInput));

    @TestFactory
    Stream<DynamicTest> readsOrRefuses() throws IOException {
        assertThat(files(CORPUS)).extracting(path -> path.getFileName().toString())
                .containsExactlyInAnyOrderElementsOf(TARGETS.keySet());
        return TARGETS.entrySet().stream().flatMap(target -> files(CORPUS.resolve(target.getKey())).stream()
                .map(file -> dynamicTest(target.getKey() + "/" + file.getFileName(), () -> {
                    byte[] content = Files.readAllBytes(file);
                    assertTimeoutPreemptively(Duration.ofSeconds(10), () -> target.getValue().accept(content));
                })));
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.sorted().toList();
            assertThat(found).as("files in %s", folder).isNotEmpty();
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
