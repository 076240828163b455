package org.lisible.data.fuzz;

import org.lisible.OcrException;
import org.lisible.model.BundleReader;

/** A model's manifest. */
public final class ManifestFuzz {

    private static final Workplace FILES = new Workplace("manifest");

    private ManifestFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            BundleReader.readManifest(FILES.write(BundleReader.MANIFEST, input).getParent());
        } catch (OcrException expected) {
            // A manifest that is wrong.
        }
    }
}
