package org.lisible.engine.tf.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;

import org.lisible.OcrException;
import org.lisible.spi.training.TrainingEvent;

/**
 * Tells the listener what happens and keeps it: {@code training.log}, one JSON object a line and only ever longer, and
 * {@code history.json}, one row an epoch. Steps are told, not kept.
 */
final class Journal {

    private final Path folder;
    private final Consumer<TrainingEvent> listener;

    Journal(Path folder, Consumer<TrainingEvent> listener) {
        this.folder = folder;
        this.listener = listener;
    }

    void tell(TrainingEvent event) {
        switch (event) {
            case TrainingEvent.Started started ->
                log(Json.createObjectBuilder()
                        .add("event", "started")
                        .add("parameters", started.parameters())
                        .add("device", started.device())
                        .add("resumedAfterEpoch", started.resumedAfterEpoch()));
            case TrainingEvent.Step _ -> {
                // Hundreds a minute: for a progress bar only.
            }
            case TrainingEvent.Epoch epoch ->
                log(Json.createObjectBuilder().add("event", "epoch").addAll(TrainingJson.row(epoch)));
            case TrainingEvent.Note note ->
                log(Json.createObjectBuilder().add("event", "note").add("message", note.message()));
        }
        listener.accept(event);
    }

    void note(String message) {
        tell(new TrainingEvent.Note(message));
    }

    void history(List<TrainingEvent.Epoch> epochs) {
        try {
            AtomicFiles.write(folder.resolve("history.json"), TrainingJson.history(epochs));
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private void log(JsonObjectBuilder entry) {
        String line = Json.createObjectBuilder()
                .add("at", Instant.now().toString())
                .addAll(entry)
                .build()
                .toString();
        try {
            Files.writeString(
                    folder.resolve("training.log"), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private OcrException unwritable(IOException e) {
        return new OcrException(
                OcrException.Kind.BROKEN, "training-folder-unwritable", "cannot write to " + folder + ": " + e, e);
    }
}
