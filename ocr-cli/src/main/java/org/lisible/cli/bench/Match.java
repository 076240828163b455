package org.lisible.cli.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;

import org.lisible.OcrException;

/**
 * Peers that run one network on one number of threads. Each has its own process; they take turns, so that whatever slows the
 * machine down slows all of them. All are warmed up for the same time, and what they put out is compared before anything is
 * timed.
 *
 * @param rounds in each round every peer has a turn with each batch
 * @param turn about how long a turn takes, in milliseconds; three runs at least
 * @param warmUp how long each peer is warmed up with each batch, in milliseconds
 */
public record Match(int rounds, int turn, int warmUp) {

    private static final int MIN_RUNS = 3;
    /** Runs of a network with many steps, for the profile: it takes some seconds. */
    private static final int PROFILE_NANOS = 1_500_000_000;
    /** How far logits may be apart, as a share of the largest: what float32 leaves of the same sums in another order. */
    static final double TOLERANCE = 1e-4;

    /**
     * What came out for one batch size.
     *
     * @param times nanoseconds of each run by peer and round
     */
    public record Result(int threads, int images, Map<Peer.Kind, double[][]> times) {

        /** Of all runs, nanoseconds. */
        Sample all(Peer.Kind kind) {
            return Sample.of(Arrays.stream(times.get(kind)).flatMapToDouble(Arrays::stream).toArray());
        }

        /** How many times as long as the first peer another one takes, round by round. */
        Sample ratios(Peer.Kind first, Peer.Kind other) {
            double[][] ours = times.get(first);
            double[][] theirs = times.get(other);
            double[] ratios = new double[ours.length];
            Arrays.setAll(ratios, round -> Sample.of(theirs[round]).median() / Sample.of(ours[round]).median());
            return Sample.of(ratios);
        }
    }

    /** Results for each batch, what each peer is, and where the first one's time goes. */
    record Outcome(
            List<Result> results, Map<Peer.Kind, String> descriptions, List<Contender.Profile> profiles) {}

    /**
     * Plays it.
     *
     * @param kinds the peers; all are compared with the first one
     * @param bundle the folder of the network's bundle
     * @param batches images of a run
     * @param profiled whether the first peer's steps are timed, too
     * @param progress told what happens
     * @throws OcrException if a peer cannot be opened, or its logits differ from those of the first one
     */
    Outcome play(
            List<Peer.Kind> kinds,
            Path bundle,
            int threads,
            List<Integer> batches,
            boolean profiled,
            Processors processors,
            Consumer<String> progress) {
        List<Contender> contenders = new ArrayList<>();
        try {
            for (Peer.Kind kind : kinds) {
                contenders.add(new Contender(kind, threads, bundle, processors));
            }
            batches.forEach(images -> compare(contenders, images));
            progress.accept(kinds.size() + " peers agree; warming up");
            List<Result> results = take(contenders, threads, batches, progress);
            Map<Peer.Kind, String> descriptions = new EnumMap<>(Peer.Kind.class);
            contenders.forEach(contender -> descriptions.put(contender.kind(), contender.description()));
            List<Contender.Profile> profiles = profiled ? profiles(contenders.getFirst(), results) : List.of();
            return new Outcome(results, descriptions, profiles);
        } finally {
            contenders.forEach(Contender::close);
        }
    }

    /** One for each number of images that are computed at once. */
    private static List<Contender.Profile> profiles(Contender pure, List<Result> results) {
        SequencedMap<Integer, Contender.Profile> profiles = new LinkedHashMap<>();
        for (Result result : results) {
            double nanos = result.all(pure.kind()).median() / result.images();
            int runs = (int) Math.clamp(PROFILE_NANOS / nanos, 10, 2000);
            Contender.Profile profile = pure.profile(result.images(), runs);
            profiles.putIfAbsent(profile.images(), profile);
        }
        return List.copyOf(profiles.values());
    }

    private static void compare(List<Contender> contenders, int images) {
        float[] expected = contenders.getFirst().logits(images);
        float scale = 0;
        for (float value : expected) {
            scale = Math.max(scale, Math.abs(value));
        }
        for (Contender contender : contenders) {
            float[] actual = contender.logits(images);
            double worst = actual.length == expected.length ? 0 : Double.POSITIVE_INFINITY;
            for (int i = 0; i < Math.min(actual.length, expected.length); i++) {
                worst = Math.max(worst, Math.abs(actual[i] - expected[i]) / scale);
            }
            if (!(worst <= TOLERANCE)) {
                throw new OcrException(
                        OcrException.Kind.BROKEN,
                        "peers-disagree",
                        "%s and %s differ by %.1e of the largest logit with %d images at once; only the same work is compared"
                                .formatted(contender.kind().title(), contenders.getFirst().kind().title(), worst, images));
            }
        }
    }

    private List<Result> take(
            List<Contender> contenders, int threads, List<Integer> batches, Consumer<String> progress) {
        int[][] runs = new int[batches.size()][contenders.size()];
        List<Result> results = new ArrayList<>();
        for (int batch = 0; batch < runs.length; batch++) {
            Map<Peer.Kind, double[][]> times = new EnumMap<>(Peer.Kind.class);
            for (int i = 0; i < contenders.size(); i++) {
                long nanos = contenders.get(i).warmUp(batches.get(batch), warmUp);
                runs[batch][i] = (int) Math.max(MIN_RUNS, 1_000_000L * turn / nanos);
                times.put(contenders.get(i).kind(), new double[rounds][]);
            }
            results.add(new Result(threads, batches.get(batch), times));
        }
        for (int round = 0; round < rounds; round++) {
            progress.accept("round " + (round + 1) + " of " + rounds);
            for (int batch = 0; batch < runs.length; batch++) {
                for (int turn = 0; turn < contenders.size(); turn++) {
                    // Another one begins in every round.
                    int i = (turn + round) % contenders.size();
                    double[] times = turn(contenders.get(i), batches.get(batch), runs[batch][i]);
                    results.get(batch).times().get(contenders.get(i).kind())[round] = times;
                }
            }
        }
        return results;
    }

    /** A tenth of the runs, one at least, only brings back what the others took out of the caches. */
    private static double[] turn(Contender contender, int images, int runs) {
        int lead = Math.max(1, runs / 10);
        double[] times = contender.times(images, lead + runs);
        return Arrays.copyOfRange(times, lead, times.length);
    }
}
