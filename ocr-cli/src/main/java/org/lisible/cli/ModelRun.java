package org.lisible.cli;

import java.util.List;

import org.lisible.model.Manifest;
import org.lisible.result.EngineResult;
import org.lisible.spi.EngineInfo;

/**
 * What one model put out on one engine.
 *
 * @param model that was run
 * @param engine what it ran on
 * @param frame what it saw
 * @param results one for each sample, in their order
 */
record ModelRun(ModelsFlags.Named model, EngineInfo engine, Frame frame, List<EngineResult> results) {

    Manifest manifest() {
        return model.bundle().manifest();
    }

    /** What the tables call it. */
    String name() {
        return model.name() + (model.baseline() ? " (baseline)" : "");
    }
}
