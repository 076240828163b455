package org.lisible.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lisible.OcrException;
import org.lisible.spi.PlainNetwork;
import org.lisible.spi.ReferenceOutputs;
import org.lisible.spi.TestBundles;
import org.lisible.tensor.Safetensors;
import org.lisible.tensor.Tensor;

class BundleTest {

    private static final JsonObject METRICS = Json.createObjectBuilder().add("exactMatch", 0.5).build();

    @TempDir
    Path root;

    private Path folder;
    private Path weights;
    private final ModelBundle bundle = TestBundles.small(7);

    @BeforeEach
    void write() {
        folder = root.resolve("models/small/1");
        weights = folder.resolve("weights.safetensors");
        BundleWriter.write(folder, bundle, METRICS, "# Small");
    }

    @Test
    void readsWhatWasWritten() throws IOException {
        ModelBundle read = BundleReader.read(folder);

        assertThat(read.manifest()).isEqualTo(bundle.manifest());
        assertThat(read.weights()).containsOnlyKeys(bundle.weights().keySet());
        bundle.weights().forEach((name, tensor) -> {
            assertThat(read.weight(name).shape()).isEqualTo(tensor.shape());
            assertThat(read.weight(name).data()).isEqualTo(tensor.data());
        });
        assertThat(read.digest()).isEqualTo("sha256:" + BundleReader.sha256(weights));
        assertThat(folder.resolve("metrics.json")).content().contains("\"exactMatch\": 0.5");
        assertThat(folder.resolve("README.md")).hasContent("# Small");
        assertThat(BundleReader.readManifest(folder)).isEqualTo(bundle.manifest());
    }

    @Test
    void sameNumbersMakeTheSameFile() throws IOException {
        byte[] first = Files.readAllBytes(weights);
        BundleWriter.write(folder, BundleReader.read(folder), METRICS, "# Again");
        assertThat(weights).hasBinaryContent(first);
        assertThat(folder.resolve("README.md")).hasContent("# Again");
    }

    @Test
    void writesAllOrNothingAndLeavesNoTemporaryFolder() throws IOException {
        Map<String, Tensor> incomplete = new LinkedHashMap<>(bundle.weights());
        incomplete.remove("out.bias");
        ModelBundle bad = new ModelBundle(bundle.manifest(), incomplete, "");

        assertThatThrownBy(() -> BundleWriter.write(folder, bad, METRICS, "# Bad")).hasMessageContaining("out.bias");

        assertThat(folder.resolve("README.md")).hasContent("# Small");
        assertThat(BundleReader.read(folder).manifest()).isEqualTo(bundle.manifest());
        try (Stream<Path> siblings = Files.list(folder.getParent())) {
            assertThat(siblings).containsExactly(folder);
        }
    }

    @Test
    void keepsWhatTheNetworkPutsOutForAFewInputs() throws IOException {
        List<Reference> references = ReferenceOutputs.record(bundle, input -> PlainNetwork.run(bundle, input));
        BundleWriter.write(folder, bundle.with(references), METRICS, "# Small");

        List<Reference> read = BundleReader.read(folder).references();
        assertThat(read).hasSize(2);
        assertThat(read.get(1).input().data()).isEqualTo(references.get(1).input().data());
        assertThat(read.get(1).logits().data()).isEqualTo(references.get(1).logits().data());

        BundleWriter.refer(folder, List.of(references.get(1)));
        assertThat(BundleReader.read(folder).references()).hasSize(1);
        Reference other = new Reference(references.get(0).input(), new Tensor(new int[] {1}, new float[1]));
        BundleWriter.refer(folder, List.of(other));
        assertBroken("reference-malformed", folder, "has logits.0 [1]; the model takes and gives logits.0 [18, 8]");
    }

    @Test
    void noticesAnEngineThatPutsOutSomethingElse() {
        ModelBundle referred =
                bundle.with(ReferenceOutputs.record(bundle, input -> PlainNetwork.run(bundle, input)));
        ReferenceOutputs.check(referred, input -> PlainNetwork.run(bundle, input));

        ModelBundle others = TestBundles.small(8);
        assertThatThrownBy(() -> ReferenceOutputs.check(referred, input -> PlainNetwork.run(others, input)))
                .hasMessage("its logits are not those that model 'small/1' records in reference.safetensors for input 0");
    }

    @Test
    void saysWhichFileIsMissing() throws IOException {
        assertBroken("bundle-incomplete", root.resolve("nowhere"), "there is no folder " + root.resolve("nowhere"));
        Files.delete(weights);
        assertBroken("bundle-incomplete", folder, "the model bundle " + folder + " has no weights.safetensors");
        Files.delete(folder.resolve("model.json"));
        assertBroken("bundle-incomplete", folder, "the model bundle " + folder + " has no model.json");
    }

    @Test
    void noticesWeightsThatWereChanged() throws IOException {
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length - 3] ^= 1;
        Files.write(weights, bytes);
        assertBroken("weights-digest", folder, "but model.json says " + bundleDigest());
        Files.write(weights, Arrays.copyOf(bytes, bytes.length / 2));
        assertBroken("weights-digest", folder, "one of the two was changed or cut short");
    }

    @Test
    void namesATensorThatIsMissing() throws IOException {
        replaceWeights(tensors -> tensors.remove("bn1.running_mean"));
        assertBroken("weights-missing", folder, "has no tensor bn1.running_mean [5]; there are: bn1.bias, bn1.running_var,");
    }

    @Test
    void namesATensorOfAnotherShape() throws IOException {
        replaceWeights(tensors -> tensors.put("fc.weight", new Tensor(new int[] {14, 11}, new float[154])));
        assertBroken("weights-shape", folder, "tensor fc.weight has shape [14, 11], the layer needs [11, 14]");
    }

    @Test
    void namesATensorWithNaN() throws IOException {
        replaceWeights(tensors -> tensors.get("fc.bias").data()[4] = Float.NaN);
        assertBroken("weights-not-finite", folder, "tensor fc.bias has NaN at index 4; all values must be finite");
    }

    @Test
    void refusesANegativeVariance() throws IOException {
        replaceWeights(tensors -> tensors.get("bn2.running_var").data()[1] = -1);
        assertBroken("weights-variance", folder, "tensor bn2.running_var has -1.0 at index 1; a variance is never negative");
    }

    @Test
    void leavesOutTensorsThatNoLayerNeeds() throws IOException {
        replaceWeights(tensors -> tensors.put("optimizer", new Tensor(new int[] {1}, new float[1])));
        assertThat(BundleReader.read(folder).weights()).doesNotContainKey("optimizer");
    }

    @Test
    void refusesAManifestThatIsNoJsonOrLeavesTheFolder() throws IOException {
        Path manifest = folder.resolve("model.json");
        String text = Files.readString(manifest);
        Files.writeString(manifest, text.replace("\"weights.safetensors\"", "\"../../secret\""));
        assertBroken("manifest-malformed", folder, "weights.file is \"../../secret\", not the plain name of a file");
        Files.writeString(manifest, text.replaceFirst("\"weights\"(?s).*", "\"x\":1}"));
        assertBroken("manifest-malformed", folder, "has the unknown field x");
        Files.writeString(manifest, "<html>");
        assertBroken("manifest-malformed", folder, manifest + " is not a valid JSON object");
        Files.write(manifest, new byte[] {'{', (byte) 0xff, '}'});
        assertBroken("manifest-malformed", folder, manifest + " is not UTF-8");
        Files.write(manifest, new byte[4_000_001]);
        assertBroken("manifest-malformed", folder, manifest + " has 4000001 bytes; at most 4000000 are read");
    }

    @Test
    void refusesLayersThatDoNotFit() throws IOException {
        Path manifest = folder.resolve("model.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"abcdefg\"", "\"abcdef\""));
        assertBroken("layers-do-not-fit", folder, folder + ": the last layer puts out");
    }

    private String bundleDigest() throws IOException {
        String text = Files.readString(folder.resolve("model.json"));
        return text.replaceFirst("(?s).*\"sha256\": *\"([0-9a-f]{64})\".*", "$1");
    }

    /** Writes other weights and a manifest with their digest, past the writer's checks. */
    private void replaceWeights(Consumer<SequencedMap<String, Tensor>> change) throws IOException {
        String before = bundleDigest();
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>(Safetensors.read(weights));
        change.accept(tensors);
        Safetensors.write(weights, tensors);
        Path manifest = folder.resolve("model.json");
        Files.writeString(manifest, Files.readString(manifest).replace(before, BundleReader.sha256(weights)));
    }

    private static void assertBroken(String code, Path folder, String message) {
        assertThatThrownBy(() -> BundleReader.read(folder))
                .hasMessageContaining(message)
                .isInstanceOfSatisfying(OcrException.class, e -> {
                    assertThat(e.kind()).isEqualTo(OcrException.Kind.BROKEN);
                    assertThat(e.code()).isEqualTo(code);
                });
    }
}
