package org.lisible.web.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.lisible.OcrException;
import org.lisible.web.metrics.RecognitionMetrics;
import org.lisible.web.problem.ProblemType;
import org.lisible.web.recognition.Reading;
import org.lisible.web.recognition.RecognitionRequest;
import org.lisible.web.recognition.RecognitionService;

/** The recognition service with every image counted, read or not. */
@ApplicationScoped
public class Reads {

    @Inject
    RecognitionService service;

    @Inject
    RecognitionMetrics metrics;

    Reading read(Upload upload, RecognitionRequest request) {
        try {
            Reading reading = service.read(upload.source(), request);
            metrics.read(reading);
            return reading;
        } catch (OcrException e) {
            metrics.failed(ProblemType.of(e.kind()).status());
            throw e;
        }
    }
}
