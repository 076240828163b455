package org.lisible.web.rest;

import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.lisible.OcrException;
import org.lisible.web.metrics.RecognitionMetrics;
import org.lisible.web.problem.ProblemType;
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
    RecognitionMetrics metrics;

    Reading read(Upload upload, RecognitionRequest request) {
        return counted(() -> images.read(upload.source(), request));
    }

    TextReading readText(Upload upload, RecognitionRequest request) {
        return counted(() -> texts.read(upload.source(), request));
    }

    private <T extends Outcome> T counted(Supplier<T> read) {
        try {
            T outcome = read.get();
            metrics.read(outcome);
            return outcome;
        } catch (OcrException e) {
            metrics.failed(ProblemType.of(e.kind()).status());
            throw e;
        }
    }
}
