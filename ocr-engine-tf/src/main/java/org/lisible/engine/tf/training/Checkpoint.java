package org.lisible.engine.tf.training;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;

import org.lisible.OcrException;
import org.lisible.spi.training.TrainingJob;
import org.lisible.tensor.Safetensors;
import org.lisible.tensor.Tensor;

/**
 * A training's state on disk. The numbers go into a new file of their own, {@code checkpoint-<steps>.safetensors}; then
 * {@code checkpoint.json}, which names that file, takes the place of the old one in one move; then older numbers are
 * deleted. A kill at any moment leaves one of the two checkpoints whole.
 */
final class Checkpoint {

    private static final String JSON = "checkpoint.json";

    private final Path folder;
    private final JsonObject identity;

    Checkpoint(TrainingJob job) {
        this.folder = job.folder();
        this.identity = TrainingJson.identity(job);
    }

    void write(TrainingState state) {
        String numbers = "checkpoint-" + state.steps + ".safetensors";
        try {
            Safetensors.write(folder.resolve(numbers), numbers(state));
            AtomicFiles.write(
                    folder.resolve(JSON),
                    Json.createObjectBuilder()
                            .add("format", 1)
                            .add("numbers", numbers)
                            .add("steps", state.steps)
                            .add("position", state.position)
                            .add("lossSum", state.lossSum)
                            .add("seconds", state.seconds)
                            .add("batchSize", state.batchSize)
                            .add("history", TrainingJson.history(state.history))
                            .add("job", identity)
                            .build());
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "checkpoint-*.safetensors")) {
                for (Path file : files) {
                    if (!file.getFileName().toString().equals(numbers)) {
                        Files.delete(file);
                    }
                }
            }
        } catch (IOException e) {
            throw new OcrException(
                    OcrException.Kind.BROKEN,
                    "checkpoint-unwritable",
                    "the checkpoint in " + folder + " cannot be written: " + e,
                    e);
        }
    }

    private static SequencedMap<String, Tensor> numbers(TrainingState state) {
        SequencedMap<String, Tensor> numbers = new LinkedHashMap<>();
        parts(state).forEach((prefix, weights) -> numbers.putAll(weights.tensors(prefix)));
        return numbers;
    }

    private static SequencedMap<String, Weights> parts(TrainingState state) {
        SequencedMap<String, Weights> parts = new LinkedHashMap<>();
        parts.put("weights/", state.weights);
        parts.put("first/", state.first);
        parts.put("second/", state.second);
        parts.put("average/", state.average);
        parts.put("best/", state.best);
        return parts;
    }

    /**
     * Brings a fresh state to where the folder's checkpoint is.
     *
     * @return whether there was one
     * @throws OcrException of kind {@code BROKEN}: code {@code checkpoint-of-another-job}, or
     *     {@code checkpoint-unreadable} if it was damaged
     */
    boolean restore(TrainingState state) {
        Path file = folder.resolve(JSON);
        if (!Files.exists(file)) {
            return false;
        }
        try (Reader text = Files.newBufferedReader(file);
                JsonReader reader = Json.createReader(text)) {
            JsonObject json = reader.readObject();
            difference(json.getJsonObject("job")).ifPresent(part -> {
                throw new OcrException(
                        OcrException.Kind.BROKEN,
                        "checkpoint-of-another-job",
                        "the checkpoint in " + folder + " belongs to another job: its " + part
                                + " differ; go on with the same job, or name another folder");
            });
            Map<String, Tensor> numbers = Safetensors.read(folder.resolve(json.getString("numbers")));
            parts(state).forEach((prefix, weights) -> weights.fill(numbers, prefix));
            state.steps = json.getJsonNumber("steps").longValueExact();
            state.position = json.getInt("position");
            state.lossSum = TrainingJson.number(json, "lossSum");
            state.seconds = TrainingJson.number(json, "seconds");
            state.batchSize = json.getInt("batchSize");
            state.history.addAll(TrainingJson.history(json.getJsonArray("history")));
            return true;
        } catch (IOException | JsonException | ClassCastException | NullPointerException | IllegalArgumentException e) {
            throw new OcrException(
                    OcrException.Kind.BROKEN,
                    "checkpoint-unreadable",
                    "the checkpoint " + file + " cannot be read: " + e + "; delete the folder to start afresh",
                    e);
        }
    }

    private Optional<String> difference(JsonObject other) {
        JsonObject there = other == null ? JsonObject.EMPTY_JSON_OBJECT : other;
        return identity.keySet().stream()
                .filter(part -> !identity.get(part).equals(there.get(part)))
                .reduce((one, next) -> one + ", " + next);
    }
}
