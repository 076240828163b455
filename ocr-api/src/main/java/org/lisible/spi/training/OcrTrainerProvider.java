package org.lisible.spi.training;

import org.lisible.spi.Capabilities;
import org.lisible.spi.EngineContext;
import org.lisible.spi.Probe;

/**
 * What {@link java.util.ServiceLoader} finds in a plug-in that can train. The same rules as for
 * {@link org.lisible.spi.OcrEngineProvider}: the constructor does nothing, {@link #probe} does the risky part.
 */
public interface OcrTrainerProvider {

    /** Short name, usually that of the plug-in's engine. */
    String id();

    /** The {@link org.lisible.spi.OcrEngineProvider#API_LEVEL} the plug-in was compiled against. */
    int apiLevel();

    /** What the trainer can train. */
    Capabilities capabilities();

    /** Finds out whether training can work on this machine; reports instead of throwing. */
    Probe probe(EngineContext context);

    /** A trainer for one process; {@code context} is lent for its whole life. */
    OcrTrainer open(EngineContext context);
}
