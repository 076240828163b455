package org.lisible.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;

import org.junit.jupiter.api.Test;

/** The bills of materials and docs/dependencies.md name the same parts, and each has a licence that may ship with Apache-2.0. */
class LicencesIT {

    private static final Pattern ROW = Pattern.compile("^\\| `([^`]+:[^`]+)` \\| [^|]+ \\| ([^|]+) \\|$", Pattern.MULTILINE);
    private static final List<String> ALLOWED = List.of(
            "Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause", "EPL-2.0", "OFL-1.1", "CC0-1.0", "Bitstream Vera");

    @Test
    void everythingThatShipsIsListedAndNothingElseIs() throws IOException {
        Set<String> shipped = new TreeSet<>();
        for (String module : List.of("ocr-web", "ocr-engine-tf", "ocr-cli")) {
            Set<String> parts = parts(module);
            assertThat(parts).as(module).isNotEmpty();
            shipped.addAll(parts);
        }
        assertThat(listed().keySet()).containsExactlyElementsOf(shipped);
    }

    @Test
    void everyLicenceIsOneThatMayShip() throws IOException {
        assertThat(listed()).allSatisfy((part, licence) ->
                assertThat(ALLOWED).as("%s: %s", part, licence).anyMatch(licence::contains));
    }

    private static Map<String, String> listed() throws IOException {
        Map<String, String> rows = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(Path.of("..", "docs", "dependencies.md")));
        while (row.find()) {
            rows.put(row.group(1), row.group(2));
        }
        return rows;
    }

    /** Parts of others, as {@code group:name}. */
    private static Set<String> parts(String module) throws IOException {
        Path sbom = Path.of("..", module, "target", "sbom", module + ".cdx.json");
        try (InputStream stream = Files.newInputStream(sbom); JsonReader reader = Json.createReader(stream)) {
            Set<String> parts = new TreeSet<>();
            for (JsonObject part : reader.readObject().getJsonArray("components").getValuesAs(JsonObject.class)) {
                if (!part.getString("group").equals("org.lisible")) {
                    parts.add(part.getString("group") + ":" + part.getString("name"));
                }
            }
            return parts;
        }
    }
}
