package org.lisible.web.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

/** The table of settings in docs/operations.md says what the code does. */
class OperationsPageTest {

    private static final Pattern ROW = Pattern.compile("^\\| `(ocr\\.[a-z.]+)` \\| (.+?) \\|", Pattern.MULTILINE);
    private static final Pattern VALUE = Pattern.compile("`([A-Z0-9.]+)`");

    @Test
    void namesEverySettingThatIsReadAndNoOther() throws IOException {
        Set<String> read = new TreeSet<>();
        SettingsReader.read(List.of(), name -> {
            read.add(name);
            return Optional.empty();
        });
        assertThat(documented().keySet()).containsExactlyInAnyOrderElementsOf(read);
    }

    @Test
    void givesTheDefaultsOfTheCode() throws IOException {
        Map<String, String> values = documented();
        values.values().removeIf(cell -> !VALUE.matcher(cell).matches());
        values.replaceAll((name, cell) -> cell.replace("`", ""));
        assertThat(values).hasSizeGreaterThan(8);
        Settings documented = SettingsReader.read(values.keySet(), name -> Optional.ofNullable(values.get(name)));
        assertThat(documented).isEqualTo(SettingsReader.read(List.of(), _ -> Optional.empty()));
    }

    private static Map<String, String> documented() throws IOException {
        Map<String, String> rows = new LinkedHashMap<>();
        Matcher row = ROW.matcher(Files.readString(Path.of("..", "docs", "operations.md")));
        while (row.find()) {
            rows.put(row.group(1), row.group(2));
        }
        return rows;
    }
}
