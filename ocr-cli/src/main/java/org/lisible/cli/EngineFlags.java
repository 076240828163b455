package org.lisible.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import org.lisible.spi.EngineContext;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What engines and trainers run on. */
final class EngineFlags {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            defaultValue = "auto",
            description = "auto, cpu or gpu; for engines that can use more than one (default: ${DEFAULT-VALUE}).")
    private String device;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads to use (default: as many as the machine has processors).")
    private int threads = Runtime.getRuntime().availableProcessors();

    /** Lends threads and a scratch folder until it is closed. */
    Workshop open() {
        return open(Map.of());
    }

    /** @param settings of the engine, beside the device */
    Workshop open(Map<String, String> settings) {
        if (threads < 1) {
            throw new CommandLine.ParameterException(command.commandLine(), "--threads is " + threads + ", not at least 1");
        }
        try {
            ExecutorService executor = Executors.newFixedThreadPool(
                    threads, Thread.ofPlatform().daemon().name("lisible-", 1).factory());
            Path scratch = Files.createTempDirectory("lisible-");
            Map<String, String> all = new HashMap<>(settings);
            all.put("device", device);
            return new Workshop(new EngineContext(executor, threads, scratch, all), executor);
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder can be made: " + e.getMessage(), e);
        }
    }

    /** The context and the threads behind it. */
    record Workshop(EngineContext context, ExecutorService executor) implements AutoCloseable {
        @Override
        public void close() {
            executor.shutdownNow();
            try (Stream<Path> left = Files.walk(context.scratch())) {
                left.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
            } catch (IOException e) {
                System.err.println("warning: the temporary folder " + context.scratch() + " stays: " + e);
            }
        }
    }
}
