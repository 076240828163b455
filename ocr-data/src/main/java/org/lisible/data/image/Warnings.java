package org.lisible.data.image;

import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;

/** Hears what a decoder grumbles about while it fills missing pixels with grey, and makes an error of it. */
final class Warnings implements IIOReadWarningListener {

    private boolean premature;
    private String corrupt;

    @Override
    public void warningOccurred(ImageReader source, String warning) {
        String text = warning.toLowerCase(Locale.ROOT);
        if (text.contains("premature end")) {
            premature = true;
        } else if (text.contains("corrupt") && !text.contains("extraneous bytes")) {
            corrupt = warning;
        }
    }

    void check(ImageFormat format) {
        if (premature) {
            throw Header.truncated(format);
        }
        if (corrupt != null) {
            throw Header.corrupt(format, corrupt);
        }
    }
}
