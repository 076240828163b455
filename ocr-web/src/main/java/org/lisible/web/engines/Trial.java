package org.lisible.web.engines;

import org.lisible.OcrException;

/** What an engine that probes well has to pass before it takes a place: to do what is asked of it there. */
@FunctionalInterface
public interface Trial {

    /** Takes the word of the probe. */
    Trial NONE = engine -> {};

    /**
     * @param engine ready by its own account
     * @throws OcrException why it is not to have the place
     */
    void pass(EngineEntry engine);
}
