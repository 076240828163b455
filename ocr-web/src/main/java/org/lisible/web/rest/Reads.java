package org.lisible.web.rest;

import static java.util.stream.Collectors.toMap;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.lisible.OcrException;
import org.lisible.web.metrics.RecognitionMetrics;
import org.lisible.web.problem.ProblemType;
import org.lisible.web.readers.Readers;
import org.lisible.web.recognition.Outcome;
import org.lisible.web.recognition.Reading;
import org.lisible.web.recognition.RecognitionRequest;
import org.lisible.web.recognition.RecognitionService;
import org.lisible.web.recognition.TextReading;
import org.lisible.web.recognition.TextService;

/** The services that read, with every image counted, read or not. */
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

    Reading read(Upload upload, RecognitionRequest request) {
        Supplier<Optional<String>> model = () -> request.model().or(upload.source()::usualModel);
        return counted(request, model, () -> images.read(upload.source(), request));
    }

    TextReading readText(Upload upload, RecognitionRequest request) {
        Supplier<Optional<String>> model = () -> request.model().or(() -> Optional.of(readers.textModel()));
        return counted(request, model, () -> texts.read(upload.source(), request));
    }

    private <T extends Outcome> T counted(
            RecognitionRequest request, Supplier<Optional<String>> model, Supplier<T> read) {
        try {
            T outcome = read.get();
            Map<String, Long> stages = outcome.timings().stages().entrySet().stream()
                    .collect(toMap(stage -> stage.getKey().label(), Map.Entry::getValue));
            metrics.read(
                    outcome.manifest().name(),
                    outcome.engine().engine(),
                    stages,
                    outcome.timings().total());
            return outcome;
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
}
