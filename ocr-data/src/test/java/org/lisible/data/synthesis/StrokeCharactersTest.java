package org.lisible.data.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lisible.image.GrayImage;
import org.lisible.model.Alphabet;

class StrokeCharactersTest {

    private static final int SEEDS = 25;

    private static final StrokeCharacters FILLED = characters(Framing.FILLED);
    private static final StrokeCharacters GUIDED = characters(Framing.GUIDED);

    @Test
    void knowsThe94CharactersInTheOrderOfTheirCodes() {
        assertThat(StrokeCharacters.ascii().size()).isEqualTo(94);
        assertThat(StrokeCharacters.ascii().toString()).startsWith("!\"#$%&'()*+,-./0").endsWith("xyz{|}~");
    }

    @ParameterizedTest
    @EnumSource(Framing.class)
    void drawsEveryCharacterWithoutCuttingItsInk(Framing framing) {
        drawsEveryCharacter(characters(framing));
    }

    @Test
    void drawsEveryCharacterOfTypefacesWithoutCuttingItsInk() {
        StrokeCharacters characters = FILLED.withFonts();
        drawsEveryCharacter(characters);
        assertThat(characters.image("a", 1).pixels()).isEqualTo(FILLED.withFonts().image("a", 1).pixels());
        assertThatThrownBy(() -> characters.drawing("a", 1)).hasMessageStartingWith("printed characters have no pen's path");
    }

    private static void drawsEveryCharacter(StrokeCharacters characters) {
        for (String symbol : StrokeCharacters.ascii().symbols()) {
            for (int seed = 0; seed < SEEDS; seed++) {
                GrayImage image = characters.image(symbol, seed);
                Box box = Box.of(image, 0);
                assertThat(box.ink()).as("ink of %s, seed %d", symbol, seed).isBetween(4, 2200);
                assertThat(box.left()).as("left of %s, seed %d", symbol, seed).isPositive();
                assertThat(box.top()).as("top of %s, seed %d", symbol, seed).isPositive();
                assertThat(box.right()).as("right of %s, seed %d", symbol, seed).isLessThan(63);
                assertThat(box.bottom()).as("bottom of %s, seed %d", symbol, seed).isLessThan(63);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '§',
            value = {
                // first and last row, larger side
                "A, 0, 63, 48, 58", "o, 0, 63, 48, 58", "g, 0, 63, 48, 58", "5, 0, 63, 48, 58", "|, 0, 63, 48, 58",
                "', 2, 17, 6, 11", "\", 2, 17, 6, 11", "`, 2, 17, 6, 11", "^, 2, 17, 6, 11",
                "., 46, 61, 2, 10", "§,§, 42, 63, 12, 20", "_, 42, 62, 48, 58", "-, 18, 45, 48, 58"
            })
    void framesCharactersAsUnipenDoes(String symbol, int top, int bottom, int least, int most) {
        for (int seed = 0; seed < SEEDS; seed++) {
            Box box = Box.of(FILLED.image(symbol, seed), 100);
            assertThat(box.top()).as("top, seed %d", seed).isGreaterThanOrEqualTo(top);
            assertThat(box.bottom()).as("bottom, seed %d", seed).isLessThanOrEqualTo(bottom);
            assertThat(box.side()).as("side, seed %d", seed).isBetween(least, most);
        }
    }

    @ParameterizedTest
    @CsvSource({"o, O", "c, C", "s, S", "x, X", "z, Z", "v, V", "w, W"})
    void writesSmallLettersSmallBetweenTheLines(String small, String large) {
        double smallTops = 0;
        double largeTops = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            smallTops += Box.of(GUIDED.image(small, seed), 100).top();
            largeTops += Box.of(GUIDED.image(large, seed), 100).top();
        }
        assertThat((smallTops - largeTops) / SEEDS).isGreaterThan(10);
    }

    @Test
    void givesTheSamePictureForTheSameSeedAndAnotherForAnother() {
        Set<String> pictures = new HashSet<>();
        for (int seed = 0; seed < 200; seed++) {
            byte[] pixels = FILLED.image("R", seed).pixels();
            assertThat(characters(Framing.FILLED).image("R", seed).pixels()).isEqualTo(pixels);
            pictures.add(Arrays.toString(pixels));
        }
        assertThat(pictures).hasSize(200);
    }

    @Test
    void goesThroughTheAlphabetInTurn() {
        StrokeCharacters characters = new StrokeCharacters(Alphabet.of("7a&"), Framing.MIXED, 5);
        assertThat(characters.image(0).label()).isEqualTo("7");
        assertThat(characters.image(1).label()).isEqualTo("a");
        assertThat(characters.image(5).label()).isEqualTo("&");
        assertThat(characters.image(3).image().pixels()).isNotEqualTo(characters.image(0).image().pixels());
        assertThat(new StrokeCharacters(Alphabet.of("7a&"), Framing.MIXED, 6).image(0).image().pixels())
                .isNotEqualTo(characters.image(0).image().pixels());
        assertThat(characters.image(CaptchaSynthesizer.SAMPLES).image().width()).isEqualTo(64);
    }

    @Test
    void givesThePathsThatItsPicturesAreDrawnBy() {
        for (String symbol : StrokeCharacters.ascii().symbols()) {
            GrayImage image = GUIDED.image(symbol, 3);
            for (float[] stroke : GUIDED.drawing(symbol, 3).strokes()) {
                for (int i = 0; i < stroke.length; i += 2) {
                    int column = Math.round(stroke[i] * 64 - 0.5f);
                    int row = Math.round(stroke[i + 1] * 64 - 0.5f);
                    assertThat(image.at(column, row)).as("%s at %d, %d", symbol, column, row).isGreaterThan(60);
                }
            }
        }
    }

    @Test
    void drawsThePartsThatTellCharactersApartAsStrokesOfTheirOwn() {
        for (int seed = 0; seed < SEEDS; seed++) {
            assertThat(FILLED.drawing("i", seed).strokes()).hasSize(2);
            assertThat(FILLED.drawing("=", seed).strokes()).hasSize(2);
            assertThat(FILLED.drawing("%", seed).strokes()).hasSize(3);
            assertThat(FILLED.drawing("o", seed).strokes()).hasSize(1);
        }
    }

    @Test
    void writesFormsThatHandsWriteDifferently() {
        Set<Integer> strokes = new HashSet<>();
        for (int seed = 0; seed < 100; seed++) {
            strokes.add(FILLED.drawing("7", seed).strokes().size());
        }
        assertThat(strokes).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void writesAlongTheMiddleOfATypefacesStrokes() {
        Outline cross = new Outline(List.of(new float[] {0.4f, 0, 0.5f, 0, 0.5f, 0.4f, 0.9f, 0.4f, 0.9f, 0.5f, 0.5f, 0.5f,
            0.5f, 0.9f, 0.4f, 0.9f, 0.4f, 0.5f, 0, 0.5f, 0, 0.4f, 0.4f, 0.4f}));
        List<float[]> strokes = Skeleton.of(cross);
        assertThat(strokes).hasSizeBetween(4, 6);
        for (float[] stroke : strokes) {
            for (int i = 0; i < stroke.length; i += 2) {
                double aside = Math.min(Math.abs(stroke[i] - 0.45), Math.abs(stroke[i + 1] - 0.45));
                assertThat(aside).isLessThan(0.03);
            }
        }
        Outline square = new Outline(List.of(new float[] {0, 0, 0.1f, 0, 0.1f, 0.1f, 0, 0.1f}));
        assertThat(Skeleton.of(square)).hasSize(1);
    }

    @Test
    void saysWhichSymbolItCannotDraw() {
        assertThatThrownBy(() -> FILLED.image("é", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("no pen form for \"é\"; there are: !\"#");
        assertThatThrownBy(() -> new StrokeCharacters(Alphabet.of("aé"), Framing.FILLED, 1))
                .hasMessageStartingWith("no pen form for \"é\"");
    }

    @Test
    void bendsCurvesThroughTheirPointsAndTurnsAtCorners() {
        float[] curve = PenCurve.read("0,0 4,4 8,0").flatten();
        assertThat(nearest(curve, 4, 4)).isCloseTo(0, within(1e-4));
        assertThat(aboveTheRoof(curve)).isGreaterThan(0.3);
        float[] corner = PenCurve.read("0,0 4,4* 8,0").flatten();
        assertThat(nearest(corner, 4, 4)).isCloseTo(0, within(1e-4));
        assertThat(aboveTheRoof(corner)).isCloseTo(0, within(1e-4));
        float[] circle = PenCurve.read("@1,2,5,5,0,360").flatten();
        for (int i = 0; i < circle.length; i += 2) {
            assertThat(Math.hypot(circle[i] - 1, circle[i + 1] - 2)).isCloseTo(5, within(0.15));
        }
    }

    /** How far a curve from 0,0 to 8,0 bulges out over straight lines by way of 4,4. */
    private static double aboveTheRoof(float[] curve) {
        double most = 0;
        for (int i = 0; i < curve.length; i += 2) {
            most = Math.max(most, curve[i + 1] - Math.min(curve[i], 8 - curve[i]));
        }
        return most;
    }

    private static double nearest(float[] curve, double x, double y) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < curve.length; i += 2) {
            nearest = Math.min(nearest, Math.hypot(curve[i] - x, curve[i + 1] - y));
        }
        return nearest;
    }

    private static StrokeCharacters characters(Framing framing) {
        return new StrokeCharacters(StrokeCharacters.ascii(), framing, 1);
    }

    /** Where the pixels lighter than a level lie, and how many there are. */
    private record Box(int left, int top, int right, int bottom, int ink) {

        private static Box of(GrayImage image, int level) {
            int left = 64;
            int top = 64;
            int right = -1;
            int bottom = -1;
            int ink = 0;
            for (int y = 0; y < 64; y++) {
                for (int x = 0; x < 64; x++) {
                    if (image.at(x, y) > level) {
                        left = Math.min(left, x);
                        right = Math.max(right, x);
                        top = Math.min(top, y);
                        bottom = Math.max(bottom, y);
                        ink++;
                    }
                }
            }
            return new Box(left, top, right, bottom, ink);
        }

        private int side() {
            return Math.max(right - left, bottom - top) + 1;
        }
    }
}
