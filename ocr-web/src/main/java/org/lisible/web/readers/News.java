package org.lisible.web.readers;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import org.lisible.web.engines.EngineEntry;
import org.lisible.web.metrics.EngineMetrics;
import org.lisible.web.metrics.EngineMetrics.Part;
import org.lisible.web.models.ModelEntry;

/** What the metrics are told when something takes another's place. */
final class News {

    private News() {}

    static void tell(EngineMetrics metrics, Optional<Serving> before, Serving after) {
        Set<String> gone = new HashSet<>();
        before.ifPresent(old -> old.engines().entries().forEach(entry -> gone.add(name(entry))));
        for (EngineEntry entry : after.engines().entries()) {
            gone.remove(name(entry));
            if (entry.isReady() || after.engines().holder(entry.id()).isEmpty()) {
                metrics.state(name(entry), entry.state().label());
            }
            before.ifPresent(old -> tell(metrics, old, after, entry));
        }
        gone.forEach(name -> metrics.state(name, "gone"));
        before.ifPresent(old -> after.models().entries().stream()
                .map(ModelEntry::id)
                .distinct()
                .forEach(id -> tellOfModel(metrics, old.models().among(id), after.models().among(id))));
    }

    private static void tellOfModel(EngineMetrics metrics, Optional<ModelEntry> old, Optional<ModelEntry> now) {
        if (old.isPresent() && now.isPresent() && !old.get().equals(now.get())) {
            if (now.get().bundle().get() != old.get().bundle().get()) {
                metrics.swapped(Part.MODEL, now.get().id());
            } else if (!now.get().rejected().isEmpty()) {
                metrics.rejected(Part.MODEL, now.get().id());
            }
        }
    }

    private static void tell(EngineMetrics metrics, Serving before, Serving after, EngineEntry entry) {
        if (!entry.isReady()) {
            return;
        }
        Optional<OpenEngine> old = before.holder(entry.id());
        if (old.isPresent() && old.get() != after.on(entry).orElseThrow()) {
            metrics.swapped(Part.ENGINE, entry.id());
        }
        boolean known = before.engines().entries().stream()
                .anyMatch(other -> other.isReady() && other.rejected().equals(entry.rejected()));
        if (entry.rejected().isPresent() && !known) {
            metrics.rejected(Part.ENGINE, entry.id());
        }
    }

    private static String name(EngineEntry entry) {
        return entry.id().isEmpty() ? entry.source() : entry.id();
    }
}
