package org.lisible.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;

import org.lisible.OcrException;
import org.lisible.tensor.Safetensors;
import org.lisible.tensor.Tensor;

/**
 * Reads a bundle's folder and checks everything: fields, shapes from layer to layer, the digest, the file's format, that
 * every tensor is there with its shape and finite values, that variances are not negative.
 *
 * <p>All failures are {@link OcrException}s of kind {@code BROKEN} with one of the codes {@code bundle-incomplete},
 * {@code bundle-unreadable}, {@code manifest-malformed}, {@code layers-do-not-fit}, {@code weights-unreadable},
 * {@code weights-malformed}, {@code weights-not-finite}, {@code weights-digest}, {@code weights-missing},
 * {@code weights-shape}, {@code weights-variance}, {@code reference-malformed}. Tensors that no layer needs are left out.
 */
public final class BundleReader {

    /** The manifest's file name. */
    public static final String MANIFEST = "model.json";

    /** The weights' usual file name. */
    public static final String WEIGHTS = "weights.safetensors";

    private static final long MAX_MANIFEST = 4_000_000;
    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    private BundleReader() {}

    /** The whole bundle. */
    public static ModelBundle read(Path folder) {
        ModelBundle bundle = readWithoutReferences(folder);
        return bundle.with(Reference.read(folder, bundle.manifest()));
    }

    /** The bundle as if it recorded no references, whatever it records: for who is to record others. */
    public static ModelBundle readWithoutReferences(Path folder) {
        JsonObject json = json(folder);
        Manifest manifest = manifest(json, folder);
        JsonFields weights = new JsonFields("", json).object("weights");
        String name = weights.text("file");
        String expected = weights.text("sha256");
        weights.refuseOthers();
        if (!FILE_NAME.matcher(name).matches()) {
            throw JsonFields.malformed("weights.file is \"" + name + "\", not the plain name of a file in the bundle");
        }
        Path file = existing(folder, name);
        String digest = sha256(file);
        if (!digest.equalsIgnoreCase(expected)) {
            throw broken("weights-digest", file + " has the SHA-256 digest " + digest + ", but model.json says " + expected
                    + ": one of the two was changed or cut short");
        }
        return new ModelBundle(manifest, needed(manifest, Safetensors.read(file), file), "sha256:" + digest);
    }

    /** The manifest alone, checked; the weights are not touched. */
    public static Manifest readManifest(Path folder) {
        return manifest(json(folder), folder);
    }

    private static Manifest manifest(JsonObject json, Path folder) {
        try {
            Manifest manifest = ManifestJson.read(json);
            Shapes.of(manifest);
            return manifest;
        } catch (OcrException e) {
            throw new OcrException(e.kind(), e.code(), folder + ": " + e.getMessage(), e);
        }
    }

    /** The tensors that the layers need, in their order. */
    static Map<String, Tensor> needed(Manifest manifest, Map<String, Tensor> found, Path file) {
        Map<String, Tensor> needed = new LinkedHashMap<>();
        for (Layer layer : manifest.layers()) {
            LayerTensors.of(layer).forEach((name, shape) -> {
                Tensor tensor = checked(name, shape, found, file);
                if (name.endsWith(".running_var")) {
                    checkVariance(name, tensor, file);
                }
                needed.put(name, tensor);
            });
        }
        return needed;
    }

    private static Tensor checked(String name, int[] shape, Map<String, Tensor> found, Path file) {
        Tensor tensor = found.get(name);
        if (tensor == null) {
            throw broken("weights-missing", file + " has no tensor " + name + " " + Arrays.toString(shape) + "; there are: "
                    + String.join(", ", found.keySet().stream().sorted().toList()));
        }
        if (!tensor.hasShape(shape)) {
            throw broken("weights-shape", file + ": tensor " + name + " has shape " + Arrays.toString(tensor.shape())
                    + ", the layer needs " + Arrays.toString(shape));
        }
        return tensor;
    }

    private static void checkVariance(String name, Tensor variance, Path file) {
        for (int i = 0; i < variance.data().length; i++) {
            if (variance.data()[i] < 0) {
                throw broken("weights-variance", file + ": tensor " + name + " has " + variance.data()[i]
                        + " at index " + i + "; a variance is never negative");
            }
        }
    }

    private static JsonObject json(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw broken("bundle-incomplete", "there is no folder " + folder);
        }
        Path file = existing(folder, MANIFEST);
        try {
            if (Files.size(file) > MAX_MANIFEST) {
                throw broken("manifest-malformed", file + " has " + Files.size(file) + " bytes; at most " + MAX_MANIFEST + " are read");
            }
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(file))).toString();
            try (JsonReader reader = Json.createReader(new StringReader(text))) {
                return reader.readObject();
            }
        } catch (CharacterCodingException e) {
            throw broken("manifest-malformed", file + " is not UTF-8");
        } catch (JsonException | IllegalStateException | NumberFormatException e) {
            throw new OcrException(
                    OcrException.Kind.BROKEN, "manifest-malformed", file + " is not a valid JSON object: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new OcrException(OcrException.Kind.BROKEN, "bundle-unreadable", file + " cannot be read: " + e, e);
        }
    }

    private static Path existing(Path folder, String name) {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw broken("bundle-incomplete", "the model bundle " + folder + " has no " + name);
        }
        return file;
    }

    /**
     * The digest of a weights file as manifests state it, in lower-case hexadecimal.
     *
     * @throws OcrException of kind {@code BROKEN} if the file cannot be read
     */
    public static String sha256(Path file) {
        byte[] chunk = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                digest.update(chunk, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new OcrException(OcrException.Kind.BROKEN, "bundle-unreadable", file + " cannot be read: " + e, e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JVM has SHA-256", e);
        }
    }

    private static OcrException broken(String code, String message) {
        return new OcrException(OcrException.Kind.BROKEN, code, message);
    }
}
