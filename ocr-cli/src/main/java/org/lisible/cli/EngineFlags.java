package org.lisible.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.lisible.spi.EngineContext;

import picocli.CommandLine.Option;

/** What engines and trainers run on. */
final class EngineFlags {

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
        try {
            int most = Math.max(1, threads);
            ExecutorService executor = Executors.newFixedThreadPool(most, Thread.ofPlatform().daemon().name("lisible-", 1).factory());
            Path scratch = Files.createTempDirectory("lisible-");
            return new Workshop(new EngineContext(executor, most, scratch, Map.of("device", device)), executor);
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder can be made: " + e.getMessage(), e);
        }
    }

    String device() {
        return device;
    }

    /** The context and the threads behind it. */
    record Workshop(EngineContext context, ExecutorService executor) implements AutoCloseable {
        @Override
        public void close() {
            executor.shutdownNow();
            context.scratch().toFile().delete();
        }
    }
}
