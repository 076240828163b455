package org.lisible.cli.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import jakarta.json.JsonValue;

import org.lisible.model.BundleWriter;
import org.lisible.model.Manifest;
import org.lisible.model.ModelBundle;

/**
 * What is measured.
 *
 * @param peers the first one is what the others are compared with
 * @param threads a match for each number
 * @param batches images of a run
 * @param steps whether the pure engine's steps are profiled, too
 */
public record Benchmark(
        List<Peer.Kind> peers,
        List<Integer> threads,
        List<Integer> batches,
        int rounds,
        Duration turn,
        Duration warmUp,
        boolean steps) {

    /**
     * Measures a network.
     *
     * @param progress told what happens, for people
     */
    public Measured measure(ModelBundle bundle, Consumer<String> progress) {
        Path folder = temporaryFolder();
        try {
            // Every peer reads the same file.
            Path written = folder.resolve(bundle.manifest().id());
            BundleWriter.write(written, bundle, JsonValue.EMPTY_JSON_OBJECT, "For a benchmark.");
            return measure(bundle.manifest(), written, progress);
        } finally {
            delete(folder);
        }
    }

    private Measured measure(Manifest manifest, Path bundle, Consumer<String> progress) {
        Processors processors = Processors.ofThisMachine();
        Match match = new Match(rounds, (int) turn.toMillis(), (int) warmUp.toMillis());
        List<Match.Result> results = new ArrayList<>();
        List<Contender.Profile> profiles = new ArrayList<>();
        Map<Peer.Kind, String> descriptions = new EnumMap<>(Peer.Kind.class);
        for (int number : threads) {
            String place = manifest.name() + ", " + number + " thread(s): ";
            if (!processors.canPin(number)) {
                progress.accept(place + "not pinned, for there is no taskset or there are too few processors");
            }
            boolean profiled = steps && number == 1 && peers.getFirst() == Peer.Kind.PURE;
            Match.Outcome outcome = match.play(
                    peers, bundle, number, batches, profiled, processors, what -> progress.accept(place + what));
            results.addAll(outcome.results());
            descriptions.putAll(outcome.descriptions());
            profiles.addAll(outcome.profiles());
        }
        return new Measured(manifest, peers.getFirst(), descriptions, results, profiles);
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("lisible-bench-");
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder can be made: " + e.getMessage(), e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            System.err.println("warning: the temporary folder " + folder + " stays: " + e);
        }
    }
}
