package org.lisible.web.engines;

import java.util.Locale;

/** What became of an engine that was found. */
public enum EngineState {
    /** It can open models. */
    READY,
    /** It is not used, though it may well work: another API level, a taken or an impossible id, unloaded by hand. */
    REFUSED,
    /** It does not work here. */
    FAILED,
    /** It worked, but did not return from reading, and a fresh instance of it did not either. */
    SICK;

    /** As the API names it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
