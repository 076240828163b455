package org.lisible.engine.tf.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lisible.spi.training.TrainingOptions;

/** A training in a process of its own that the operating system kills, as a machine that goes down would. */
class KillTest {

    private static final TrainingOptions LONG = new TrainingOptions(150, 8, 1e-2, 0.5, 1e-3, 5, 0.9, 0, 1, 7, 0);

    /** What the killed process runs. */
    public static void main(String[] folder) {
        new TfTrainer(Toy.device()).train(Toy.job(Path.of(folder[0]), LONG), _ -> {});
    }

    @Test
    void aProcessThatIsKilledTimeAndAgainEndsWithTheModelOfOneThatIsNot(@TempDir Path killed, @TempDir Path whole)
            throws Exception {
        for (int kill = 1; kill <= 3; kill++) {
            int epochs = epochs(killed);
            Process process = start(killed);
            // Some milliseconds after the first epoch of its own, wherever it is then.
            while (process.isAlive() && epochs(killed) <= epochs) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            TimeUnit.MILLISECONDS.sleep(17L * kill);
            assertThat(process.destroyForcibly().waitFor()).as("killed, not done").isNotZero();
        }
        assertThat(epochs(killed)).isBetween(3, LONG.epochs() - 1);
        main(new String[] {killed.toString()});
        main(new String[] {whole.toString()});
        assertThat(killed.resolve("best.safetensors")).hasSameBinaryContentAs(whole.resolve("best.safetensors"));
    }

    private static int epochs(Path folder) throws IOException {
        Path log = folder.resolve("training.log");
        return Files.exists(log) ? (int) Files.readString(log).lines().filter(line -> line.contains("\"epoch\",")).count() : 0;
    }

    private static Process start(Path folder) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KillTest.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("console.txt").toFile())
                .start();
    }
}
