package org.lisible.web.files;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Looks at places again and again and tells which have come, changed or gone. Whoever writes a large file takes a while: a
 * place counts only once it looked the same twice, and one that is visibly not whole only when it stays so. For one thread at
 * a time.
 */
public final class Looks {

    /** Like nothing that is there, and not like nothing being there. */
    private static final Fingerprint UNKNOWN = new Fingerprint(List.of());

    /** A slow line may rest as long. */
    private static final Duration HALF = Duration.ofSeconds(2);

    private final Supplier<List<Path>> places;
    private final Predicate<Path> whole;
    private final Map<Path, Long> since = new HashMap<>();
    private Map<Path, Fingerprint> known = new HashMap<>();
    private Map<Path, Fingerprint> last = new HashMap<>();
    private boolean settled = true;

    /**
     * @param places lists what is there now; if it throws an {@link UncheckedIOException}, nothing is known of that look
     * @param whole whether a place may be all that is to come, as far as it can tell
     */
    public Looks(Supplier<List<Path>> places, Predicate<Path> whole) {
        this.places = requireNonNull(places, "places is null");
        this.whole = requireNonNull(whole, "whole is null");
    }

    /** Everything as it is now, whole or not; what is not whole yet will change. */
    public List<Path> first() {
        seen().ifPresent(seen -> known = last = seen);
        return known.keySet().stream().sorted().toList();
    }

    /** Looks. Gives the places, sorted, that are no longer as they were given before and have not changed since the last look. */
    public List<Path> changes() {
        Optional<Map<Path, Fingerprint>> look = seen();
        if (look.isEmpty()) {
            return List.of();
        }
        Map<Path, Fingerprint> now = look.get();
        Set<Path> all = new TreeSet<>(known.keySet());
        all.addAll(now.keySet());
        List<Path> changes = new ArrayList<>();
        settled = true;
        for (Path place : all) {
            Fingerprint seen = now.get(place);
            if (Objects.equals(seen, known.get(place))) {
                continue;
            }
            if (!Objects.equals(seen, last.get(place))) {
                since.put(place, System.nanoTime());
                settled = false;
                continue;
            }
            if (seen != null && isYoung(place) && !whole.test(place)) {
                settled = false;
                continue;
            }
            changes.add(place);
            since.remove(place);
            if (seen == null) {
                known.remove(place);
            } else {
                known.put(place, seen);
            }
        }
        last = now;
        return changes;
    }

    private boolean isYoung(Path place) {
        return since.containsKey(place) && System.nanoTime() - since.get(place) < HALF.toNanos();
    }

    /** Gives that place again at the next look, changed or not. */
    public void forget(Path place) {
        known.put(place, UNKNOWN);
    }

    /** Whether nothing was about to change at the last look, so that the next need not come soon. */
    public boolean isSettled() {
        return settled;
    }

    private Optional<Map<Path, Fingerprint>> seen() {
        try {
            Map<Path, Fingerprint> seen = new HashMap<>();
            for (Path place : places.get()) {
                seen.put(place, Fingerprint.of(place));
            }
            return Optional.of(seen);
        } catch (IOException | UncheckedIOException e) {
            settled = false;
            return Optional.empty();
        }
    }
}
