package org.lisible.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The README's {@code curl} commands do what they say, typed as they are printed. Needs bash and curl. */
@ExtendWith(SharedServer.class)
class ReadmeIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern BLOCK = Pattern.compile("^```sh\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);

    private final String base;

    ReadmeIT(LisibleServer server) {
        this.base = server.client().base().toString().replaceFirst("/$", "");
    }

    @Test
    void theCommandsOfTheReadmeWork() throws IOException, InterruptedException {
        List<String> blocks = blocks("README.md");
        assertThat(blocks).hasSize(1);
        String output = run(blocks.getFirst());
        assertThat(output).contains("X-True-Label:", "\"confidence\"", "\"results\"", "\"default\":\"captcha-v2\"", "\"status\":\"UP\"");
        // The answers follow one another without a line's end: after the reading as JSON comes the text alone.
        assertThat(output).containsPattern("}[2345678bcdefgmnpwxy]{5}\\{\"results\"");
    }

    @Test
    void theCommandsOfTheApiPageWork() throws IOException, InterruptedException {
        List<String> blocks = blocks("docs/http-api.md");
        assertThat(blocks).hasSizeGreaterThan(3);
        for (String block : blocks.subList(0, blocks.size() - 1)) {
            run(block);
        }
        // The last one shows a failure; curl -f would end with 22.
        assertThat(run(block(blocks.getLast(), "curl -s ", "curl --no-fail -s "))).contains("\"unknown-engine\"");
    }

    private static List<String> blocks(String page) throws IOException {
        return BLOCK.matcher(Files.readString(ROOT.resolve(page)))
                .results()
                .map((MatchResult match) -> match.group(1))
                .filter(block -> block.contains("curl "))
                .toList();
    }

    private static String block(String block, String from, String to) {
        assertThat(block).contains(from);
        return block.replace(from, to);
    }

    /** Runs a block in bash from the root of the repository; any answer but a success fails. */
    private String run(String block) throws IOException, InterruptedException {
        Path home = Build.scratch("curl");
        Files.writeString(home.resolve(".curlrc"), "fail\nmax-time = 60\n");
        ProcessBuilder bash = new ProcessBuilder("bash", "-e", "-c", block.replace("http://localhost:8080", base))
                .directory(ROOT.toFile())
                .redirectErrorStream(true);
        bash.environment().put("CURL_HOME", home.toString());
        Process process = bash.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as("%s%n%s", block, output).isZero();
        return output;
    }
}
