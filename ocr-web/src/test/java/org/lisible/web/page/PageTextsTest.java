package org.lisible.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTextsTest {

    private static final Pattern ENTRY = Pattern.compile("(?m)^  '([\\w.]+)': (.+),$");
    private static final Pattern GAP = Pattern.compile("\\{(\\w+)}");
    /** t('key'), t: 'key', tLabel: 'key', data-t="key" and the like. */
    private static final Pattern USE =
            Pattern.compile("(?:\\b(?:t|copyButton)\\(|\\bt(?:Label|Title|Placeholder)?: |data-t(?:-label|-title)?=)"
                    + "['\"]([a-z]+(?:\\.[a-z]+)*)['\"]");

    @ParameterizedTest
    @ValueSource(strings = {"fr", "es"})
    void everyLanguageHasEveryTextOfEnglish(String language) {
        assertThat(texts(language).keySet()).isEqualTo(texts("en").keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "es"})
    void aTranslationHasTheGapsOfItsOriginal(String language) {
        Map<String, String> translated = texts(language);
        texts("en").forEach((key, text) ->
                assertThat(gaps(translated.get(key))).as(key).isEqualTo(gaps(text)));
    }

    @Test
    void everyTextThatThePageUsesExists() {
        Set<String> used = new TreeSet<>();
        PageSource.files().stream()
                .filter(Predicate.not(file -> file.toString().contains("i18n")))
                .map(PageSource::text)
                .flatMap(source -> USE.matcher(source).results())
                .forEach(use -> used.add(use.group(1)));
        assertThat(used).hasSizeGreaterThan(50);
        assertThat(texts("en").keySet()).containsAll(used);
    }

    private static Map<String, String> texts(String language) {
        Matcher entries = ENTRY.matcher(PageSource.text("i18n/" + language + ".js"));
        Map<String, String> texts = new TreeMap<>();
        entries.results().forEach(entry -> texts.put(entry.group(1), entry.group(2)));
        assertThat(texts).hasSizeGreaterThan(100);
        return texts;
    }

    private static Set<String> gaps(String text) {
        return GAP.matcher(text).results().map(gap -> gap.group(1)).collect(Collectors.toSet());
    }
}
