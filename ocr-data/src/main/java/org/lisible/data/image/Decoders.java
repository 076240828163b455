package org.lisible.data.image;

import java.util.EnumMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;

/**
 * The decoder of each format: the JDK's own, and TwelveMonkeys' for WebP. ImageIO's registry is global to the JVM and
 * fills itself, on its first use, with every provider that the thread's context loader sees; from inside a web
 * application that would tie the application's loader to the server for good. So the registry is asked under the
 * platform loader, only the JDK's providers are taken from it, and the WebP one is made here and never registered.
 */
final class Decoders {

    private static volatile Map<ImageFormat, ImageReaderSpi> providers;

    private Decoders() {}

    static ImageReaderSpi of(ImageFormat format) {
        Map<ImageFormat, ImageReaderSpi> found = providers;
        if (found == null) {
            found = find();
            providers = found;
        }
        return found.get(format);
    }

    private static Map<ImageFormat, ImageReaderSpi> find() {
        Map<ImageFormat, ImageReaderSpi> found = new EnumMap<>(ImageFormat.class);
        found.put(ImageFormat.WEBP, new WebPImageReaderSpi());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            Iterator<ImageReaderSpi> all =
                    IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, false);
            while (all.hasNext()) {
                ImageReaderSpi provider = all.next();
                if (provider.getClass().getModule() == ImageIO.class.getModule()) {
                    for (ImageFormat format : ImageFormat.values()) {
                        if (names(provider, format)) {
                            found.putIfAbsent(format, provider);
                        }
                    }
                }
            }
        } finally {
            thread.setContextClassLoader(before);
        }
        return found;
    }

    private static boolean names(ImageReaderSpi provider, ImageFormat format) {
        for (String name : provider.getFormatNames()) {
            if (name.toUpperCase(Locale.ROOT).equals(format.name())) {
                return true;
            }
        }
        return false;
    }
}
