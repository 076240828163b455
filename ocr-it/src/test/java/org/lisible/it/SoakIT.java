package org.lisible.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.lisible.cli.load.Callers;
import org.lisible.cli.load.LoadResult;
import org.lisible.cli.load.Meanwhile;
import org.lisible.cli.load.Question;
import org.lisible.cli.load.ServerProcess;

/**
 * Fifty callers while the pure engine is replaced every five seconds: seconds with all other tests, and as long as
 * {@code -Dlisible.soak=PT15M} says. Prints what it met.
 */
class SoakIT {

    private static final Duration TIME = Duration.parse(System.getProperty("lisible.soak", "PT20S"));
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final int CONNECTIONS = 50;
    private static final Duration BETWEEN_REPLACEMENTS = Duration.ofSeconds(5);

    @Test
    void answersEverybodyRightlyWhileAnEngineIsReplacedAgainAndAgain() throws Exception {
        Path plugins = Build.scratch("soak/plugins");
        Path jar = Files.copy(Build.pureEngineJar(), plugins.resolve("my-pure.jar"));
        // A copy beside it, moved into its place: the folder never shows half a jar.
        String replace = "cp '" + Build.pureEngineJar() + "' '" + plugins.resolve("part") + "' && mv '"
                + plugins.resolve("part") + "' '" + jar + "'";
        try (LisibleServer server = LisibleServer.start(Map.of("ocr.plugins.dir", plugins.toString()))) {
            Callers callers = Callers.knowing(questions(server.client().base().resolve("/predict?engine=pure")));
            Engines engines = new Engines(server.client());
            callers.ask(CONNECTIONS, WARM_UP);
            String memoryBefore = megabytes(server);
            long swapsBefore = engines.swaps("pure");
            LoadResult result;
            Meanwhile meanwhile = new Meanwhile(replace, BETWEEN_REPLACEMENTS);
            try (meanwhile) {
                result = callers.ask(CONNECTIONS, TIME);
            }
            long swaps = engines.swaps("pure") - swapsBefore;
            String memoryAfter = megabytes(server);
            int aliveBefore = engines.loadersAlive("my-pure.jar");
            Jdk.collectGarbage(server.pid());
            System.out.printf(
                    Locale.ROOT,
                    "soak of %s: %d connections, %d right answers (%.0f/s), %d failed, p50 %.1f ms, p95 %.1f ms, p99 %.1f ms,"
                            + " longest %.0f ms, resident %s MB at the start and %s MB at the end, %d replacements, %d swaps counted,"
                            + " %d class loaders alive, %d after a collection%n",
                    TIME, CONNECTIONS, result.answers(), result.rate(), result.failed(), result.milliseconds(50),
                    result.milliseconds(95), result.milliseconds(99), result.milliseconds(100), memoryBefore, memoryAfter,
                    meanwhile.runs(), swaps, aliveBefore, engines.loadersAlive("my-pure.jar"));

            assertThat(result.failures()).isEmpty();
            assertThat(result.answers()).isGreaterThan(CONNECTIONS);
            assertThat(meanwhile.failures()).isZero();
            assertThat(swaps).as("swaps").isPositive();
        }
    }

    private static String megabytes(LisibleServer server) {
        long bytes = new ServerProcess(server.pid()).resident().orElse(-1);
        return bytes < 0 ? "?" : String.valueOf(bytes / 1_000_000);
    }

    private static List<Question> questions(URI address) {
        return Captchas.captchas(100).stream()
                .map(captcha -> new Question(captcha.label(), address, captcha.png(), ""))
                .toList();
    }
}
