package org.lisible.web.engines;

import org.lisible.spi.OcrEngineProvider;

/**
 * A provider that could be made and told its name.
 *
 * @param provider the provider
 * @param id what it calls itself
 * @param version its own version
 * @param apiLevel the SPI it was built for
 * @param source {@code built-in}, or the name of its jar or folder
 * @param digest {@link CodeDigest} of what it was loaded from
 */
record Candidate(OcrEngineProvider provider, String id, String version, int apiLevel, String source, String digest) {

    boolean isBuiltIn() {
        return source.equals(EngineEntry.BUILT_IN);
    }
}
