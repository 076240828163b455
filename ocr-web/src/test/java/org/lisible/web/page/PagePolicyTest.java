package org.lisible.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the content security policy would refuse in the browser, found when the WAR is built. */
class PagePolicyTest {

    private static final Pattern INLINE = Pattern.compile("<style|\\sstyle=|\\son\\w+=\"|javascript:");
    private static final Pattern SCRIPT_WITHOUT_SOURCE = Pattern.compile("<script(?![^>]*\\ssrc=)");
    private static final Pattern PARSES_HTML =
            Pattern.compile("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\(|new Function");
    private static final Pattern ELSEWHERE = Pattern.compile("(?:https?:)?//[\\w.-]+\\.[a-z]{2,}");
    private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:[^'\"]+ from )?'([^']+)';$");
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([\\w/-]+\\.(?:css|js|svg|html))\"");

    @ParameterizedTest
    @ValueSource(strings = {"index.html", "write.html"})
    void nothingIsInline(String file) {
        String page = PageSource.text(file);
        assertThat(page).doesNotContainPattern(INLINE).doesNotContainPattern(SCRIPT_WITHOUT_SOURCE);
    }

    @Test
    void noScriptParsesHtml() {
        assertThat(PageSource.files()).allSatisfy(file -> assertThat(PageSource.text(file))
                .as(file.toString())
                .doesNotContainPattern(PARSES_HTML));
    }

    @Test
    void nothingComesFromElsewhere() {
        String namespace = "http://www.w3.org/2000/svg";
        assertThat(PageSource.files()).allSatisfy(file -> assertThat(PageSource.text(file).replace(namespace, ""))
                .as(file.toString())
                .doesNotContainPattern(ELSEWHERE));
    }

    @Test
    void everyImportLeadsToAFile() {
        List<Path> scripts = PageSource.files().stream()
                .filter(file -> file.toString().endsWith(".js"))
                .toList();
        assertThat(scripts).hasSizeGreaterThan(20);
        for (Path script : scripts) {
            assertThat(IMPORT.matcher(PageSource.text(script)).results())
                    .as(script.toString())
                    .allSatisfy(found -> assertThat(script.resolveSibling(found.group(1))).exists());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"index.html", "write.html"})
    void everyLinkOfThePageLeadsToAFile(String file) {
        assertThat(LINK.matcher(PageSource.text(file)).results())
                .hasSizeGreaterThan(7)
                .allSatisfy(link -> assertThat(Path.of("src/main/webapp", link.group(1))).exists());
    }
}
