package org.lisible.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Consumer;

import jakarta.json.Json;

import org.lisible.model.BundleReader;
import org.lisible.model.BundleWriter;
import org.lisible.model.Manifest;
import org.lisible.model.ModelBundle;
import org.lisible.spi.TestBundles;
import org.lisible.tensor.Safetensors;
import org.lisible.tensor.Tensor;

/** A folder of models: bundles of the reference network with random weights, sound or spoiled in one way each. */
final class ModelFolder {

    private final Path folder;

    ModelFolder(Path folder) {
        this.folder = folder;
    }

    Path path() {
        return folder;
    }

    /** Adds a bundle that any engine can run. */
    ModelFolder add(String id) {
        write(id);
        return this;
    }

    /** Adds a version of a bundle with weights of its own. */
    ModelFolder add(String id, String version, long seed) {
        write(id, version, seed);
        return this;
    }

    /** Adds a bundle as it is. */
    ModelFolder add(ModelBundle bundle) {
        Path place = folder.resolve(bundle.manifest().id()).resolve(bundle.manifest().version());
        BundleWriter.write(place, bundle, Json.createObjectBuilder().build(), "A model for tests.");
        return this;
    }

    /** Adds a bundle whose tensors were changed; the digest in its manifest is right. */
    ModelFolder addWithTensors(String id, Consumer<SequencedMap<String, Tensor>> change) {
        Path weights = write(id).resolve(BundleReader.WEIGHTS);
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>(Safetensors.read(weights));
        change.accept(tensors);
        rewriteWeights(id, () -> Safetensors.write(weights, tensors));
        return this;
    }

    /** Adds a bundle whose weights file ends early; the digest in its manifest is right. */
    ModelFolder addCut(String id) {
        Path weights = write(id).resolve(BundleReader.WEIGHTS);
        rewriteWeights(id, () -> {
            try {
                byte[] bytes = Files.readAllBytes(weights);
                Files.write(weights, Arrays.copyOf(bytes, bytes.length - 100));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return this;
    }

    /** Adds a bundle one of whose weights was changed after the manifest was written. */
    ModelFolder addTampered(String id) {
        Path weights = write(id).resolve(BundleReader.WEIGHTS);
        try {
            byte[] bytes = Files.readAllBytes(weights);
            bytes[bytes.length - 2] ^= 1;
            Files.write(weights, bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a bundle whose manifest had one piece of text replaced. */
    ModelFolder addWithManifest(String id, String text, String replacement) {
        Path manifest = write(id).resolve(BundleReader.MANIFEST);
        try {
            String before = Files.readString(manifest);
            if (!before.contains(text)) {
                throw new IllegalStateException("no " + text + " in " + before);
            }
            Files.writeString(manifest, before.replace(text, replacement));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path write(String id) {
        return write(id, "1", 7);
    }

    private Path write(String id, String version, long seed) {
        ModelBundle random = TestBundles.reference(seed);
        Manifest like = random.manifest();
        Manifest manifest = new Manifest(
                id, version, like.title(), like.task(), like.input(), like.layers(), like.alphabet(), like.decoder(),
                like.about());
        Path place = folder.resolve(id).resolve(version);
        BundleWriter.write(
                place, new ModelBundle(manifest, random.weights(), random.digest()),
                Json.createObjectBuilder().build(), "A model for tests.");
        return place;
    }

    private void rewriteWeights(String id, Runnable rewrite) {
        Path place = folder.resolve(id).resolve("1");
        try {
            String before = digest(place.resolve(BundleReader.WEIGHTS));
            rewrite.run();
            String after = digest(place.resolve(BundleReader.WEIGHTS));
            Path manifest = place.resolve(BundleReader.MANIFEST);
            Files.writeString(manifest, Files.readString(manifest).replace(before, after));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
