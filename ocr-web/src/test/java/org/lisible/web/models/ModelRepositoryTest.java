package org.lisible.web.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lisible.OcrException;
import org.lisible.model.BundleWriter;
import org.lisible.model.Manifest;
import org.lisible.model.ModelBundle;
import org.lisible.spi.TestBundles;

class ModelRepositoryTest {

    private static final JsonObject METRICS = Json.createObjectBuilder().add("exactMatch", 0.9).build();

    @TempDir
    Path folder;

    @Test
    void listsModelsByIdAndVersionTheNewestLast() {
        write(folder, "words", "1");
        write(folder, "captcha", "10");
        write(folder, "captcha", "9");

        assertThat(read().names()).containsExactly("captcha/9", "captcha/10", "words/1");
        assertThat(read().entries().getFirst().metrics()).isEqualTo(METRICS);
    }

    @Test
    void findsTheNewestSoundVersionOfAnId() throws IOException {
        write(folder, "captcha", "9");
        write(folder, "captcha", "10");
        write(folder, "captcha", "11");
        Files.delete(folder.resolve("captcha/11/weights.safetensors"));

        assertThat(read().find("captcha").name()).isEqualTo("captcha/10");
        assertThat(read().find("captcha/9").name()).isEqualTo("captcha/9");
    }

    @Test
    void listsABrokenBundleWithItsReasonButNotWhereItLies() throws IOException {
        write(folder, "captcha", "1");
        Path weights = folder.resolve("captcha/1/weights.safetensors");
        byte[] whole = Files.readAllBytes(weights);
        Files.write(weights, Arrays.copyOf(whole, whole.length / 2));

        ModelEntry entry = read().entries().getFirst();

        assertThat(entry.isReady()).isFalse();
        assertThat(entry.reason()).startsWith("weights.safetensors has the SHA-256 digest").doesNotContain(folder.toString());
        assertProblem("captcha", OcrException.Kind.UNAVAILABLE, "model 'captcha/1' is broken: " + entry.reason());
    }

    @Test
    void listsAFolderWithoutAManifestAsBroken() throws IOException {
        Files.createDirectories(folder.resolve("captcha/1"));

        assertThat(read().entries()).singleElement().satisfies(entry -> {
            assertThat(entry.isReady()).isFalse();
            assertThat(entry.reason()).contains("model.json").doesNotContain(folder.toString());
        });
    }

    @Test
    void refusesABundleThatLiesInTheWrongFolder() throws IOException {
        write(folder, "captcha", "1");
        Files.move(folder.resolve("captcha/1"), folder.resolve("captcha/2"));

        assertThat(read().entries().getFirst().reason()).isEqualTo("it calls itself captcha/1 but lies in captcha/2");
    }

    @Test
    void aLaterFolderTakesThePlaceOfAnEarlierOne(@TempDir Path later) {
        write(folder, "captcha", "1");
        write(later, "captcha", "1", 2);

        assertThat(digest(folder, later)).isEqualTo(digest(later)).isNotEqualTo(digest(folder));
        assertThat(digest(later, folder)).isEqualTo(digest(folder));
    }

    @Test
    void aBrokenOneTakesNoGoodOnesPlace(@TempDir Path later) throws IOException {
        write(folder, "captcha", "1");
        Files.createDirectories(later.resolve("captcha/1"));

        assertThat(read(folder, later).entries()).singleElement().satisfies(entry -> {
            assertThat(entry.isReady()).isTrue();
            assertThat(entry.rejected()).contains("model.json");
        });
    }

    @Test
    void saysWhatThereIsWhenAModelIsMissing() {
        assertProblem("nope", OcrException.Kind.NOT_FOUND, "unknown model 'nope'; there is none");
        write(folder, "captcha", "1");

        assertProblem("nope", OcrException.Kind.NOT_FOUND, "unknown model 'nope'; there are: captcha/1");
        assertProblem("captcha/2", OcrException.Kind.NOT_FOUND, "unknown model 'captcha/2'; there are: captcha/1");
    }

    @Test
    void isEmptyIfThereIsNoFolder() {
        assertThat(read(folder.resolve("nowhere")).entries()).isEmpty();
    }

    private ModelRepository read() {
        return read(folder);
    }

    private static ModelRepository read(Path... folders) {
        ModelDiscovery discovery = new ModelDiscovery(List.of(folders));
        return discovery.start(discovery.places());
    }

    private static String digest(Path... folders) {
        return read(folders).entries().getFirst().bundle().orElseThrow().digest();
    }

    private void assertProblem(String name, OcrException.Kind kind, String message) {
        assertThatThrownBy(() -> read().find(name))
                .hasMessage(message)
                .isInstanceOfSatisfying(OcrException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    private static void write(Path folder, String id, String version) {
        write(folder, id, version, 1);
    }

    private static void write(Path folder, String id, String version, long seed) {
        ModelBundle small = TestBundles.small(seed);
        Manifest like = small.manifest();
        Manifest manifest = new Manifest(
                id,
                version,
                like.title(),
                like.task(),
                like.input(),
                like.layers(),
                like.alphabet(),
                like.decoder(),
                Map.of());
        BundleWriter.write(
                folder.resolve(id).resolve(version),
                new ModelBundle(manifest, small.weights(), small.digest()),
                METRICS,
                "# " + id + "\n");
    }
}
