package org.lisible.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import org.lisible.cli.bench.Benchmark;
import org.lisible.cli.bench.Measured;
import org.lisible.cli.bench.Network;
import org.lisible.cli.bench.Peer;
import org.lisible.cli.bench.Report;
import org.lisible.model.ModelBundle;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lisible bench}. */
@Command(
        name = "bench",
        header = "Measures the pure engine against other ways to run the same network.",
        description = {
            "",
            "Every peer gets a process of its own, pinned to as many processors as it has threads, and they take turns. What"
                    + " they put out is compared before anything is timed. Nothing else should run on the machine."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  lisible bench", "  lisible bench --model captcha-v2 --model characters-cnn --threads 1 --batch 1"})
final class BenchCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            defaultValue = Network.REFERENCE,
            description = "A bundle's folder or name, or " + Network.REFERENCE + ": the reference CRNN with random weights (default:"
                    + " ${DEFAULT-VALUE}). May be given several times.")
    private List<String> names;

    @Option(
            names = "--models",
            paramLabel = "FOLDER",
            defaultValue = "models",
            description = "Where bundles lie as <id>/<version> (default: ${DEFAULT-VALUE}).")
    private Path models;

    @Option(
            names = "--peers",
            split = ",",
            defaultValue = "pure,scalar,onnxruntime,tensorflow",
            paramLabel = "PEER",
            description = "Who takes part; the others are compared with the first one (default: ${DEFAULT-VALUE}).")
    private List<Peer.Kind> peers;

    @Option(names = "--threads", split = ",", defaultValue = "1,2", paramLabel = "N", description = "Threads of each peer (default: ${DEFAULT-VALUE}).")
    private List<Integer> threads;

    @Option(names = "--batch", split = ",", defaultValue = "1,32", paramLabel = "N", description = "Images at once (default: ${DEFAULT-VALUE}).")
    private List<Integer> batches;

    @Option(names = "--rounds", defaultValue = "15", paramLabel = "N", description = "Turns of each peer (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--turn", defaultValue = "PT0.15S", paramLabel = "DURATION", description = "Length of a turn; three runs at least (default: ${DEFAULT-VALUE}).")
    private Duration turn;

    @Option(names = "--warm-up", defaultValue = "PT3S", paramLabel = "DURATION", description = "Time for each peer and batch that does not count (default: ${DEFAULT-VALUE}).")
    private Duration warmUp;

    @Option(names = "--no-steps", description = "Leave out the profile of the pure engine's steps.")
    private boolean noSteps;

    @Override
    public Integer call() {
        check();
        PrintWriter err = command.commandLine().getErr();
        Benchmark benchmark = new Benchmark(peers, threads, batches, rounds, turn, warmUp, !noSteps);
        Report report = new Report(command.commandLine().getOut());
        List<Measured> all = new ArrayList<>();
        for (String name : names) {
            Measured measured = benchmark.measure(bundle(name), err::println);
            report.print(measured);
            all.add(measured);
        }
        return 0;
    }

    private ModelBundle bundle(String name) {
        return name.equals(Network.REFERENCE) ? Network.reference() : ModelFiles.bundle(models, name);
    }

    private void check() {
        require(threads.stream().allMatch(number -> number > 0), "--threads is " + threads + ", not at least 1 each");
        require(batches.stream().allMatch(number -> number > 0), "--batch is " + batches + ", not at least 1 each");
        require(rounds > 0, "--rounds is " + rounds + ", not at least 1");
        require(turn.isPositive() && !warmUp.isNegative(), "--turn has to be above zero, --warm-up not below");
        require(peers.stream().distinct().count() == peers.size(), "--peers is " + peers + ", which names one twice");
    }

    private void require(boolean right, String otherwise) {
        if (!right) {
            throw new ParameterException(command.commandLine(), otherwise);
        }
    }
}
