package org.lisible.web.recognition;

import org.lisible.model.Manifest;
import org.lisible.spi.EngineInfo;

/** What every way of reading an image can tell: who read it, how large it was, and how long each stage took. */
public sealed interface Outcome permits Reading, TextReading {

    /** The model that read. */
    Manifest manifest();

    /** The engine that read. */
    EngineInfo engine();

    /** Columns of the image, upright. */
    int width();

    /** Rows of the image, upright. */
    int height();

    /** The stages. */
    Timings timings();
}
