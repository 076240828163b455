package org.lisible.web.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

import org.lisible.OcrException;
import org.lisible.model.ManifestJson;
import org.lisible.model.ModelBundle;
import org.lisible.web.engines.EngineEntry;
import org.lisible.web.readers.Readers;
import org.lisible.web.recognition.Outcome;
import org.lisible.web.recognition.RecognitionRequest;
import org.lisible.web.recognition.Source;

/**
 * What an answer depends on: the image, the model with its weights and its manifest, the engine with its version and its
 * code, and the options. Another model or engine of the same name has another key, so that nothing old is found after a swap.
 *
 * @param model the model that is to read
 * @param engine the engine that is to read
 * @param digest SHA-256 of it all, in hexadecimal digits
 */
record AnswerKey(ModelBundle model, EngineEntry engine, String digest) {

    /** Empty if there is no such model or engine. */
    static Optional<AnswerKey> of(
            String kind, Source source, RecognitionRequest request, Optional<String> modelName, Readers readers) {
        try {
            ModelBundle model = readers.models()
                    .find(readers.modelName(modelName))
                    .bundle()
                    .orElseThrow();
            EngineEntry engine = readers.engines().find(readers.engineName(request.engine()));
            String digest = digest(
                    source,
                    kind,
                    model.manifest().name(),
                    model.digest(),
                    ManifestJson.write(model.manifest()).toString(),
                    engine.id(),
                    engine.version(),
                    engine.digest(),
                    request.decoding().toString());
            return Optional.of(new AnswerKey(model, engine, digest));
        } catch (OcrException e) {
            return Optional.empty();
        }
    }

    /** Whether they read it after all, and nobody who came between: the engine still serves, and so it did all the time. */
    boolean isOf(Outcome outcome, Readers readers) {
        return outcome.manifest() == model.manifest()
                && outcome.engine().engine().equals(engine.id())
                && readers.engines().holder(engine.id()).flatMap(EngineEntry::provider).orElse(null) == engine.provider().orElseThrow();
    }

    private static String digest(Source source, String... parts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                sha.update(part.getBytes(UTF_8));
                sha.update((byte) 0);
            }
            switch (source) {
                case Source.ImageFile(byte[] bytes) -> sha.update(bytes);
                case Source.Pixels(var image) -> {
                    sha.update(("pixels " + image.width() + " " + image.height()).getBytes(UTF_8));
                    sha.update(image.pixels());
                }
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
