package org.lisible.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

/** The dashboard and the alert rules that ship ask for nothing that the server does not tell, and the server counts right. */
@ExtendWith(SharedServer.class)
class WatchingIT {

    private static final Path OPS = Path.of("..", "ops");
    /** Prometheus makes this one itself, of the scrape. */
    private static final Set<String> PROMETHEUS_OWN = Set.of("up");

    private final Client client;

    WatchingIT(LisibleServer server) {
        this.client = server.client();
    }

    @BeforeEach
    void readAnImage() {
        client.predict(Captchas.captcha(1).png(), "").ok();
    }

    @Test
    void theDashboardAsksForNothingThatIsNotThere() throws IOException {
        JsonNode dashboard = new ObjectMapper().readTree(OPS.resolve("grafana-dashboard.json").toFile());
        List<String> expressions = new ArrayList<>();
        for (JsonNode panel : dashboard.get("panels")) {
            assertThat(panel.get("title").asText()).isNotBlank();
            assertThat(panel.get("description").asText()).as(panel.get("title").asText()).isNotBlank();
            panel.get("targets").forEach(target -> expressions.add(target.get("expr").asText()));
        }
        assertThat(expressions).hasSizeGreaterThan(8);
        requireKnown(expressions);
    }

    @Test
    void theAlertRulesAreRulesAndAskForNothingThatIsNotThere() throws IOException {
        JsonNode rules = new ObjectMapper(new YAMLFactory()).readTree(Files.readString(OPS.resolve("prometheus-alerts.yml")));
        List<String> expressions = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        for (JsonNode group : rules.get("groups")) {
            assertThat(group.get("name").asText()).isNotBlank();
            for (JsonNode rule : group.get("rules")) {
                String name = rule.get("alert").asText();
                assertThat(names.add(name)).as("first rule of the name %s", name).isTrue();
                assertThat(rule.fieldNames()).toIterable().as(name).isSubsetOf("alert", "expr", "for", "labels", "annotations");
                assertThat(rule.path("for").asText("1m")).as(name).matches("[0-9]+[smh]");
                assertThat(rule.get("labels").get("severity").asText()).as(name).isIn("critical", "warning");
                assertThat(rule.get("annotations").fieldNames()).toIterable().as(name).containsExactly("summary", "description");
                expressions.add(rule.get("expr").asText());
            }
        }
        assertThat(names).hasSizeGreaterThan(5);
        requireKnown(expressions);
    }

    @Test
    void countsFailuresUnderTheModelAndEngineThatWereToRead() {
        client.predict("no image".getBytes(), "?engine=tf").problem(415, "unknown-image-format");
        client.predict(Captchas.captcha(1).png(), "?engine=made-up").problem(404, "unknown-engine");

        assertThat(series("ocr_images_total"))
                .anyMatch(labels -> labels.contains("engine=\"tf\"") && labels.contains("model=\"captcha-v2/1\"")
                        && labels.contains("status=\"415\""))
                .anyMatch(labels -> labels.contains("engine=\"none\"") && labels.contains("status=\"404\""))
                .noneMatch(labels -> labels.contains("made-up"));
    }

    @Test
    void tellsTheStateOfEveryEngine() {
        assertThat(client.get("/metrics?scope=application").ok().text().lines())
                .anyMatch(line -> line.startsWith("ocr_engine_state{engine=\"pure\"") && line.contains("state=\"ready\"") && line.endsWith(" 1"))
                .anyMatch(line -> line.startsWith("ocr_engine_state{engine=\"tf\"") && line.contains("state=\"ready\"") && line.endsWith(" 1"));
    }

    private void requireKnown(List<String> expressions) {
        Set<String> known = client.get("/metrics").ok().text().lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]")[0])
                .collect(Collectors.toCollection(TreeSet::new));
        known.addAll(PROMETHEUS_OWN);
        for (String expression : expressions) {
            requireBalanced(expression);
            assertThat(metricsIn(expression)).as(expression).isNotEmpty().isSubsetOf(known);
        }
    }

    /** What is left of a PromQL expression without labels, ranges, groupings, numbers and functions. */
    private static List<String> metricsIn(String expression) {
        String bare = expression.replaceAll("\\{[^}]*}", " ")
                .replaceAll("\\[[^\\]]*]", " ")
                .replaceAll("\\b(by|without|on|ignoring)\\s*\\([^)]*\\)", " ")
                .replaceAll("\\b(and|or|unless)\\b", " ");
        return Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*(?!\\w*\\s*\\()").matcher(bare).results()
                .map(MatchResult::group)
                .toList();
    }

    private static void requireBalanced(String expression) {
        for (String pair : List.of("()", "[]", "{}")) {
            assertThat(expression.chars().filter(c -> c == pair.charAt(0)).count())
                    .as(expression)
                    .isEqualTo(expression.chars().filter(c -> c == pair.charAt(1)).count());
        }
        assertThat(expression.chars().filter(c -> c == '"').count() % 2).as(expression).isZero();
    }

    private List<String> series(String metric) {
        return client.get("/metrics?scope=application").ok().text().lines()
                .filter(line -> line.startsWith(metric + "{"))
                .toList();
    }
}
