package org.lisible.cli;

import java.util.List;

import org.lisible.data.evaluation.Comparison;
import org.lisible.data.evaluation.Evaluation;
import org.lisible.data.evaluation.Reading;
import org.lisible.model.Manifest;
import org.lisible.spi.EngineInfo;

/**
 * How a model, or an ensemble of models, read the samples.
 *
 * @param name of the model or the ensemble
 * @param engine what it ran on
 * @param frame what it saw
 * @param readings one for each sample, in their order
 * @param evaluation of the readings
 */
record Judged(String name, EngineInfo engine, Frame frame, List<Reading> readings, Evaluation evaluation) {

    static Judged of(String name, Manifest manifest, EngineInfo engine, Frame frame, List<Reading> readings) {
        return new Judged(name, engine, frame, readings, Readings.judge(readings, manifest));
    }

    /** @param engines whether there are several, so that the name has to say which */
    Comparison.Entry entry(boolean engines) {
        return new Comparison.Entry(name + (engines ? " on " + engine.engine() : "") + frame.note(), evaluation);
    }
}
