package org.lisible.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;

import org.lisible.OcrException;
import org.lisible.cli.load.Callers;
import org.lisible.cli.load.LoadResult;
import org.lisible.cli.load.Meanwhile;
import org.lisible.cli.load.Question;
import org.lisible.cli.load.ServerProcess;
import org.lisible.data.plot.LoadPicture;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lisible load}. */
@Command(
        name = "load",
        header = "Asks a running server as fast as it answers, and checks every answer.",
        description = {
            "",
            "Each image is first read alone; under load an answer counts only if it is the same text. Every connection asks"
                    + " again as soon as it has its answer. The exit code is 1 if anything failed or was answered wrongly."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lisible load http://localhost:8080 --images captchas",
            "  lisible load http://localhost:8080 --images captchas --engine pure --engine tf --connections 50 --time PT1M",
            "  lisible load http://localhost:8080 --images captchas --connections 50 --time PT15M --every PT5S"
                    + " --meanwhile 'cp engine.jar plugins/'"
        })
final class LoadCommand implements Callable<Integer> {

    private static final String COLUMNS = "%-8s %11s %10s %9s %9s %9s %9s %9s %7s %11s %9s%n";

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "URL", description = "The server, such as http://localhost:8080.")
    private URI server;

    @Option(names = "--images", required = true, paramLabel = "PATH", description = "An image, or a folder of images; may be given several times.")
    private List<Path> images;

    @Option(names = "--engine", paramLabel = "ID", description = "Ask this engine; may be given several times (default: the server's choice).")
    private List<String> engines = List.of("");

    @Option(names = "--model", paramLabel = "NAME", description = "Ask for this model (default: the server's choice).")
    private Optional<String> model;

    @Option(
            names = "--connections",
            split = ",",
            defaultValue = "1,8,50",
            paramLabel = "N",
            description = "Callers at once, one measurement for each number (default: ${DEFAULT-VALUE}).")
    private List<Integer> connections;

    @Option(names = "--time", defaultValue = "PT20S", paramLabel = "DURATION", description = "Length of a measurement (default: ${DEFAULT-VALUE}).")
    private Duration time;

    @Option(names = "--warm-up", defaultValue = "PT5S", paramLabel = "DURATION", description = "Time before it that does not count (default: ${DEFAULT-VALUE}).")
    private Duration warmUp;

    @Option(names = "--pid", paramLabel = "PID", description = "The server's process on this machine: its processor time and memory are told, too.")
    private Optional<Long> pid;

    @Option(names = "--meanwhile", paramLabel = "COMMAND", description = "A shell command to run again and again while the server is asked.")
    private Optional<String> meanwhile;

    @Option(names = "--every", defaultValue = "PT5S", paramLabel = "DURATION", description = "How often to run it (default: ${DEFAULT-VALUE}).")
    private Duration every;

    @Option(names = "--svg", paramLabel = "FILE", description = "Draw the figures.")
    private Optional<Path> svg;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures as JSON, too.")
    private Optional<Path> json;

    @Override
    public Integer call() throws InterruptedException {
        check();
        Optional<ServerProcess> process = pid.map(this::process);
        PrintWriter out = command.commandLine().getOut();
        JsonArrayBuilder results = Json.createArrayBuilder();
        List<LoadPicture.Row> rows = new ArrayList<>();
        out.printf(COLUMNS, "engine", "connections", "answers", "/s", "p50 ms", "p95 ms", "p99 ms", "max ms", "failed", "CPU ms each", "MB");
        long failed = 0;
        for (String engine : engines) {
            Callers callers = callers(engine);
            for (int number : connections) {
                failed += measure(engine, number, callers, process, results, rows);
            }
        }
        json.ifPresent(file -> write(file, Json.createObjectBuilder().add("results", results).build() + System.lineSeparator()));
        svg.ifPresent(file -> write(file, LoadPicture.svg(rows)));
        return failed == 0 ? 0 : 1;
    }

    private void check() {
        if (connections.stream().anyMatch(number -> number < 1)) {
            throw new ParameterException(command.commandLine(), "--connections is " + connections + ", not at least 1 each");
        }
        if (!time.isPositive() || warmUp.isNegative() || every.isNegative()) {
            throw new ParameterException(command.commandLine(), "--time has to be above zero, --warm-up and --every not below");
        }
    }

    private ServerProcess process(long number) {
        try {
            return new ServerProcess(number);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "--pid: " + e.getMessage(), e);
        }
    }

    /** Measures once, prints a line and returns how many requests failed. */
    private long measure(
            String engine,
            int number,
            Callers callers,
            Optional<ServerProcess> process,
            JsonArrayBuilder results,
            List<LoadPicture.Row> rows)
            throws InterruptedException {
        callers.ask(number, warmUp);
        Duration cpuBefore = process.map(ServerProcess::cpu).orElse(Duration.ZERO);
        OptionalLong memoryBefore = process.map(ServerProcess::resident).orElse(OptionalLong.empty());
        LoadResult result;
        int runs = 0;
        int failedRuns = 0;
        if (meanwhile.isPresent()) {
            Meanwhile changes = new Meanwhile(meanwhile.get(), every);
            try (changes) {
                result = callers.ask(number, time);
            }
            runs = changes.runs();
            failedRuns = changes.failures();
        } else {
            result = callers.ask(number, time);
        }
        double cpu = process.map(ServerProcess::cpu).orElse(Duration.ZERO).minus(cpuBefore).toNanos() / 1e6;
        OptionalLong memory = process.map(ServerProcess::resident).orElse(OptionalLong.empty());
        print(engine, result, process.isPresent() ? cpu : Double.NaN, memory);
        if (meanwhile.isPresent()) {
            command.commandLine().getOut().printf("meanwhile: %d runs, %d failed%n", runs, failedRuns);
        }
        JsonObjectBuilder figures = json(engine, result);
        process.ifPresent(ignored -> figures.add("cpuMillisecondsPerAnswer", cpu / Math.max(1, result.answers())));
        memoryBefore.ifPresent(bytes -> figures.add("residentBytesBefore", bytes));
        memory.ifPresent(bytes -> figures.add("residentBytesAfter", bytes));
        if (meanwhile.isPresent()) {
            figures.add("meanwhileRuns", runs).add("meanwhileFailures", failedRuns);
        }
        results.add(figures);
        rows.add(new LoadPicture.Row(
                (engine.isEmpty() ? "" : engine + ", ") + number + (number == 1 ? " connection" : " connections"),
                result.rate(),
                result.milliseconds(50),
                result.milliseconds(99)));
        return result.failed() + failedRuns;
    }

    private void print(String engine, LoadResult result, double cpu, OptionalLong memory) {
        PrintWriter out = command.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                COLUMNS,
                engine.isEmpty() ? "-" : engine,
                result.connections(),
                result.answers(),
                fixed(result.rate()),
                fixed(result.milliseconds(50)),
                fixed(result.milliseconds(95)),
                fixed(result.milliseconds(99)),
                fixed(result.milliseconds(100)),
                result.failed(),
                Double.isNaN(cpu) ? "-" : fixed(cpu / Math.max(1, result.answers())),
                memory.isPresent() ? String.valueOf(memory.getAsLong() / 1_000_000) : "-");
        result.failures().forEach((reason, count) -> out.printf("  %d times: %s%n", count, reason));
        out.flush();
    }

    private static String fixed(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value);
    }

    private static JsonObjectBuilder json(String engine, LoadResult result) {
        JsonObjectBuilder failures = Json.createObjectBuilder();
        result.failures().forEach(failures::add);
        return Json.createObjectBuilder()
                .add("engine", engine)
                .add("connections", result.connections())
                .add("seconds", result.time().toNanos() / 1e9)
                .add("answers", result.answers())
                .add("answersPerSecond", result.rate())
                .add("p50Milliseconds", result.milliseconds(50))
                .add("p95Milliseconds", result.milliseconds(95))
                .add("p99Milliseconds", result.milliseconds(99))
                .add("maxMilliseconds", result.milliseconds(100))
                .add("failed", result.failed())
                .add("failures", failures);
    }

    private Callers callers(String engine) {
        try {
            List<Question> questions = new ArrayList<>();
            for (Path image : files()) {
                questions.add(new Question(image.getFileName().toString(), address(engine), Files.readAllBytes(image), ""));
            }
            return Callers.knowing(questions);
        } catch (ConnectException e) {
            throw new OcrException(OcrException.Kind.UNAVAILABLE, "no-server", "no server answers at " + server, e);
        } catch (IOException e) {
            throw new OcrException(OcrException.Kind.BROKEN, "cannot-ask", e.getMessage(), e);
        }
    }

    private URI address(String engine) {
        List<String> query = new ArrayList<>();
        model.ifPresent(name -> query.add("model=" + URLEncoder.encode(name, StandardCharsets.UTF_8)));
        if (!engine.isEmpty()) {
            query.add("engine=" + URLEncoder.encode(engine, StandardCharsets.UTF_8));
        }
        return server.resolve("/predict" + (query.isEmpty() ? "" : "?" + String.join("&", query)));
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path place : images) {
            if (Files.isDirectory(place)) {
                try (Stream<Path> inside = Files.list(place)) {
                    inside.filter(LoadCommand::isImage).sorted().forEach(files::add);
                }
            } else {
                files.add(place);
            }
        }
        if (files.isEmpty()) {
            throw new ParameterException(command.commandLine(), "there is no image in " + images);
        }
        return files;
    }

    private static boolean isImage(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).matches(".*\\.(png|jpe?g|gif|bmp|tiff?|webp)");
    }

    private static void write(Path file, String content) {
        try {
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new OcrException(OcrException.Kind.BROKEN, "cannot-write", "cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
