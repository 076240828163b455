package org.lisible.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contrast as WCAG 2.2 counts it (1.4.3 for text, 1.4.11 for everything else one must see), in both themes. */
class PageColoursTest {

    private static final Pattern COLOUR =
            Pattern.compile("--([\\w-]+): light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\);");
    private static final double FOR_TEXT = 4.5;
    private static final double FOR_SHAPES = 3;

    private record Pair(String light, String dark) {}

    private final Map<String, Pair> colours = new HashMap<>();

    PageColoursTest() {
        COLOUR.matcher(PageSource.text("styles/tokens.css"))
                .results()
                .forEach(found -> colours.put(found.group(1), new Pair(found.group(2), found.group(3))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "ink paper", "ink surface", "ink sunken", "ink raised", "ink accent-soft", "ink wrong-soft",
                "ink-soft paper", "ink-soft surface", "ink-soft sunken", "ink-soft raised", "ink-soft accent-soft",
                "accent paper", "accent surface", "on-accent accent", "on-accent accent-strong",
                "accent-strong accent-soft", "right paper", "right surface", "right right-soft", "wrong paper",
                "wrong surface", "wrong sunken", "wrong wrong-soft",
                "ink-soft pad", "spark pad"
            })
    void textStandsOutInBothThemes(String text, String ground) {
        assertThat(contrast(text, ground)).isGreaterThanOrEqualTo(FOR_TEXT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "line-strong surface", "line-strong raised", "line-strong sunken", "accent sunken", "accent line",
                "right line", "wrong line", "spark surface", "spark sunken", "map-cursor map-ground",
                "map-symbol map-ground", "map-blank map-ground",
                "pen pad", "pen surface", "accent accent-soft"
            })
    void shapesStandOutInBothThemes(String shape, String ground) {
        assertThat(contrast(shape, ground)).isGreaterThanOrEqualTo(FOR_SHAPES);
    }

    /** The lower contrast of the two themes. */
    private double contrast(String one, String other) {
        assertThat(colours).containsKeys(one, other);
        return Math.min(
                ratio(colours.get(one).light(), colours.get(other).light()),
                ratio(colours.get(one).dark(), colours.get(other).dark()));
    }

    private static double ratio(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String colour) {
        int rgb = Integer.parseInt(colour.substring(1), 16);
        return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
    }

    private static double linear(int channel) {
        double share = (channel & 0xff) / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
