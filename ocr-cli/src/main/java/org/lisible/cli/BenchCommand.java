package org.lisible.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;

import org.lisible.OcrException;
import org.lisible.cli.bench.Bars;
import org.lisible.cli.bench.Benchmark;
import org.lisible.cli.bench.Measured;
import org.lisible.cli.bench.MeasuredJson;
import org.lisible.cli.bench.Network;
import org.lisible.cli.bench.Peer;
import org.lisible.cli.bench.Pictures;
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
        footer = {
            "  lisible bench",
            "  lisible bench --check --model reference --model characters-cnn --json bench.json --svg docs/images",
            "  lisible bench --model captcha-v2 --peers pure,onnxruntime --threads 1 --batch 1"
        })
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

    @Option(names = "--check", description = "Fail with exit code 1 if a ratio misses its bar or a kernel falls below its floor.")
    private boolean check;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures as JSON, too.")
    private Optional<Path> json;

    @Option(names = "--svg", paramLabel = "FOLDER", description = "Draw bench-<id>.svg and bench-<id>-steps.svg there.")
    private Optional<Path> svg;

    @Override
    public Integer call() {
        checkOptions();
        PrintWriter err = command.commandLine().getErr();
        Benchmark benchmark = new Benchmark(peers, threads, batches, rounds, turn, warmUp, !noSteps);
        Report report = new Report(command.commandLine().getOut());
        List<Measured> all = new ArrayList<>();
        for (String name : names) {
            Measured measured = benchmark.measure(bundle(name), err::println);
            report.print(measured);
            svg.ifPresent(folder -> draw(folder, measured));
            all.add(measured);
        }
        json.ifPresent(file -> write(file, json(all)));
        List<String> missed = check ? all.stream().map(Bars::missed).flatMap(List::stream).toList() : List.of();
        missed.forEach(line -> err.println("missed: " + line));
        return missed.isEmpty() ? 0 : 1;
    }

    private static void draw(Path folder, Measured measured) {
        String name = "bench-" + measured.manifest().id();
        write(folder.resolve(name + ".svg"), Pictures.peers(measured));
        if (!measured.profiles().isEmpty()) {
            write(folder.resolve(name + "-steps.svg"), Pictures.steps(measured));
        }
    }

    private static String json(List<Measured> all) {
        JsonArrayBuilder models = Json.createArrayBuilder();
        all.forEach(measured -> models.add(MeasuredJson.of(measured)));
        return Json.createObjectBuilder().add("models", models).build() + System.lineSeparator();
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new OcrException(OcrException.Kind.BROKEN, "cannot-write", "cannot write " + file + ": " + e, e);
        }
    }

    private ModelBundle bundle(String name) {
        return name.equals(Network.REFERENCE) ? Network.reference() : ModelFiles.bundle(models, name);
    }

    private void checkOptions() {
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
