package org.lisible.web.rest;

import static java.util.stream.Collectors.toMap;

import java.io.StringReader;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;

import org.lisible.OcrException;
import org.lisible.web.cache.AnswerCache;
import org.lisible.web.metrics.RecognitionMetrics;
import org.lisible.web.problem.ProblemType;
import org.lisible.web.readers.Readers;
import org.lisible.web.recognition.Outcome;
import org.lisible.web.recognition.RecognitionRequest;
import org.lisible.web.recognition.RecognitionService;
import org.lisible.web.recognition.TextService;

/** The services that read, as JSON: found in the cache or read anew, and every image counted, read or not. */
@ApplicationScoped
public class Reads {

    @Inject
    RecognitionService images;

    @Inject
    TextService texts;

    @Inject
    Readers readers;

    @Inject
    RecognitionMetrics metrics;

    @Inject
    AnswerCache cache;

    @Inject
    StageSpans spans;

    @Inject
    ReadingJson json;

    @Inject
    JsonProvider library;

    /** {@link RecognitionService#read}. */
    JsonObject read(Upload upload, RecognitionRequest request, Extras extras, String requestId) {
        Supplier<Optional<String>> model = () -> request.model().or(upload.source()::usualModel);
        Supplier<Optional<AnswerKey>> key = () -> extras.isNone()
                ? AnswerKey.of("line", upload.source(), request, model.get(), readers)
                : Optional.empty();
        return answered(key, requestId, () -> counted(
                request, model, () -> images.read(upload.source(), request), reading -> json.of(reading, extras)));
    }

    /** {@link TextService#read}. */
    JsonObject readText(Upload upload, RecognitionRequest request, String requestId) {
        Supplier<Optional<String>> model = () -> request.model().or(() -> Optional.of(readers.textModel()));
        Supplier<Optional<AnswerKey>> key =
                () -> AnswerKey.of("text", upload.source(), request, model.get(), readers);
        return answered(key, requestId, () -> counted(
                request, model, () -> texts.read(upload.source(), request), json::of));
    }

    /** What was made of an image, and by whom. */
    private record Made(JsonObject json, Outcome outcome) {}

    private JsonObject answered(Supplier<Optional<AnswerKey>> keyed, String requestId, Supplier<Made> make) {
        long began = System.nanoTime();
        Optional<AnswerKey> key = cache.isOn() ? keyed.get() : Optional.empty();
        Optional<JsonObject> found = key.flatMap(asked -> cache.find(asked.digest())).map(this::parse);
        key.ifPresent(asked ->
                metrics.soughtInCache(asked.model().manifest().name(), asked.engine().id(), found.isPresent()));
        if (found.isPresent()) {
            return json.ofCache(found.get(), System.nanoTime() - began, requestId);
        }
        Made made = make.get();
        key.filter(asked -> asked.isOf(made.outcome(), readers))
                .ifPresent(asked -> cache.keep(asked.digest(), made.json().toString()));
        return json.of(made.json(), made.outcome().timings(), requestId);
    }

    private <T extends Outcome> Made counted(
            RecognitionRequest request,
            Supplier<Optional<String>> model,
            Supplier<T> read,
            Function<T, JsonObject> written) {
        try {
            T outcome = read.get();
            Map<String, Long> stages = outcome.timings().stages().entrySet().stream()
                    .collect(toMap(stage -> stage.getKey().label(), Map.Entry::getValue));
            metrics.read(
                    outcome.manifest().name(),
                    outcome.engine().engine(),
                    stages,
                    outcome.timings().total());
            spans.add(outcome);
            return new Made(written.apply(outcome), outcome);
        } catch (OcrException e) {
            metrics.failed(
                    ifThere(() -> readers.modelName(model.get())),
                    ifThere(() -> readers.engineName(request.engine())),
                    ProblemType.of(e.kind()).status());
            throw e;
        }
    }

    private static String ifThere(Supplier<String> name) {
        try {
            return name.get();
        } catch (OcrException e) {
            return RecognitionMetrics.NONE;
        }
    }

    private JsonObject parse(String text) {
        try (JsonReader reader = library.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
