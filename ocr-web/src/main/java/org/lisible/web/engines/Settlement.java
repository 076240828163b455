package org.lisible.web.engines;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.lisible.OcrException;
import org.lisible.spi.EngineContext;
import org.lisible.spi.OcrEngineProvider;
import org.lisible.spi.Probe;

/**
 * Settles once who gets which id: candidates are judged one after the other, and the first that passes has it. Who was
 * judged before is not judged again.
 */
final class Settlement {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    private final Map<Candidate, EngineEntry> before;
    private final Function<String, EngineContext> contexts;
    private final TimeLimit limit;
    private final Trial trial;
    private final Set<String> owed;

    private final Map<Candidate, EngineEntry> verdicts = new IdentityHashMap<>();
    private final Map<String, EngineEntry> ready = new HashMap<>();
    private final List<EngineEntry> entries = new ArrayList<>();

    /**
     * @param before what became of candidates that were judged before
     * @param contexts what an engine of that id is lent
     * @param trial what an engine passes that was not ready before
     * @param owed the ids of which the first candidate must not fail: if it does, nothing is settled
     */
    Settlement(
            Map<Candidate, EngineEntry> before,
            Function<String, EngineContext> contexts,
            TimeLimit limit,
            Trial trial,
            Set<String> owed) {
        this.before = requireNonNull(before, "before is null");
        this.contexts = requireNonNull(contexts, "contexts is null");
        this.limit = requireNonNull(limit, "limit is null");
        this.trial = requireNonNull(trial, "trial is null");
        this.owed = Set.copyOf(owed);
    }

    /** @throws Refusal if the candidate fails and its id was owed */
    void judge(Candidate candidate) throws Refusal {
        EngineEntry entry = verdictOn(candidate);
        entries.add(entry);
        if (entry.isReady()) {
            ready.put(candidate.id(), entry);
        } else if (owed.contains(candidate.id()) && !ready.containsKey(candidate.id())) {
            throw new Refusal(entry.reason());
        }
    }

    private EngineEntry verdictOn(Candidate candidate) {
        if (!ID.matcher(candidate.id()).matches()) {
            return EngineEntry.refused(
                    candidate, "the id \"" + candidate.id() + "\" is not made of a-z, 0-9 and -, 32 at most");
        }
        if (candidate.apiLevel() != OcrEngineProvider.API_LEVEL) {
            return EngineEntry.refused(
                    candidate,
                    "built for API level " + candidate.apiLevel() + "; this host has " + OcrEngineProvider.API_LEVEL);
        }
        EngineEntry holder = ready.get(candidate.id());
        if (holder != null && candidate.isBuiltIn()) {
            entries.set(entries.indexOf(holder), holder.replacing(candidate));
            return EngineEntry.refused(candidate, "replaced by " + holder.source());
        }
        if (holder != null) {
            return EngineEntry.refused(
                    candidate, "the id " + candidate.id() + " is already taken by " + holder.source());
        }
        EngineEntry known = before.get(candidate);
        EngineEntry entry = known == null ? tried(candidate) : known;
        verdicts.put(candidate, entry);
        return entry;
    }

    private EngineEntry tried(Candidate candidate) {
        try {
            Probe probe = limit.within(
                    "its probe", () -> candidate.provider().probe(contexts.apply(candidate.id())));
            if (!probe.usable()) {
                return EngineEntry.failed(candidate, probe.reason());
            }
            EngineEntry entry = EngineEntry.ready(candidate, probe);
            trial.pass(entry);
            return entry;
        } catch (OcrException e) {
            return EngineEntry.failed(candidate, e.getMessage());
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError | OutOfMemoryError e) {
            return EngineEntry.failed(candidate, "its probe threw: " + Reasons.of(e));
        }
    }

    /** Those of a source that could not even be made. */
    void addFailures(Providers providers) {
        providers.failures().forEach(reason -> entries.add(EngineEntry.failed(providers.source(), reason)));
    }

    /** What became of everybody, in the order of judging. */
    List<EngineEntry> entries() {
        return entries;
    }

    /** For the next time: the verdicts that stand until their plug-in changes. Who only came too late is not among them. */
    Map<Candidate, EngineEntry> verdicts() {
        return verdicts;
    }

    /** A plug-in is not to replace its own predecessor. */
    static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;

        Refusal(String reason) {
            super(reason);
        }
    }
}
