package org.lisible.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lisible.model.ManifestJson;
import org.lisible.spi.TestBundles;

/** Stops a training in a JVM of its own, as Ctrl-C does, and starts it again. */
class InterruptionTest {

    @TempDir
    Path root;

    @Test
    void aStoppedTrainingWritesACheckpointAndTheSameCommandGoesOn() throws Exception {
        Path manifest = root.resolve("small.json");
        Files.writeString(manifest, ManifestJson.write(TestBundles.small(1).manifest()).toString());
        CommandRun.of(
                "synthesize", root.resolve("images"), "--count", 8, "--alphabet", "abcdefg", "--length", "2", "--size", "74x46");

        List<String> first = untilStopped(manifest);
        assertThat(first)
                .anyMatch(line -> line.startsWith("stopping: writing a checkpoint"))
                .anyMatch(line -> line.startsWith("stopped; the checkpoint is in " + root.resolve("work")));
        assertThat(root.resolve("out")).doesNotExist();

        assertThat(untilStopped(manifest)).anyMatch(line -> line.matches("training .* going on after epoch \\d+"));
    }

    /** Runs a training without end, stops it after its first epoch and gives what it said. */
    private List<String> untilStopped(Path manifest) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Lisible.class.getName(),
                        "train",
                        manifest.toString(),
                        "--data",
                        root.resolve("images").toString(),
                        "--epochs",
                        "1000000",
                        "--patience",
                        "0",
                        "--work",
                        root.resolve("work").toString(),
                        "--out",
                        root.resolve("out").toString())
                .redirectErrorStream(true)
                .start();
        List<String> said = new ArrayList<>();
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                said.add(line);
                if (line.startsWith("epoch ")) {
                    // Not by the process itself: that would close the stream we read.
                    process.toHandle().destroy();
                }
            }
        } finally {
            process.toHandle().destroy();
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        }
        return said;
    }
}
