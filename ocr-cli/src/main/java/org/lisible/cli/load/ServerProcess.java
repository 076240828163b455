package org.lisible.cli.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * The process of a server on this machine, seen from outside.
 *
 * @param pid its number
 */
public record ServerProcess(long pid) {

    /** @throws IllegalArgumentException if there is no such process */
    public ServerProcess {
        if (ProcessHandle.of(pid).isEmpty()) {
            throw new IllegalArgumentException("there is no process " + pid + " on this machine");
        }
    }

    /** Processor time since its start; zero once it has ended. */
    public Duration cpu() {
        return ProcessHandle.of(pid).flatMap(process -> process.info().totalCpuDuration()).orElse(Duration.ZERO);
    }

    /** Bytes of memory it occupies; empty where {@code /proc} does not tell. */
    public OptionalLong resident() {
        try {
            return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
