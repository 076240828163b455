package org.lisible.web.engines;

import java.lang.System.Logger.Level;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts the class loaders of plug-ins that the JVM has not collected: one for each that is loaded, and those that something
 * still holds. Safe for any thread.
 */
final class LoaderCensus {

    private static final System.Logger LOG = System.getLogger(LoaderCensus.class.getName());

    private final Map<String, List<WeakReference<ClassLoader>>> loaders = new HashMap<>();

    synchronized void born(String source, ClassLoader loader) {
        loaders.computeIfAbsent(source, ignored -> new ArrayList<>()).add(new WeakReference<>(loader));
    }

    /** How many of that source are alive; the others are forgotten. */
    synchronized int alive(String source) {
        List<WeakReference<ClassLoader>> known = loaders.getOrDefault(source, new ArrayList<>());
        int before = known.size();
        if (known.removeIf(loader -> loader.refersTo(null))) {
            LOG.log(Level.INFO, before - known.size() + " unloaded class loaders of " + source + " are collected, "
                    + known.size() + " are alive");
        }
        return known.size();
    }

    synchronized int alive() {
        return loaders.keySet().stream().mapToInt(this::alive).sum();
    }
}
