package org.lisible.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lisible.OcrException;
import org.lisible.image.GrayImage;
import org.lisible.language.CharacterModel;
import org.lisible.model.Manifest;
import org.lisible.result.Alternative;

class TextSegmenterTest {

    private static final TextSegmenter SEGMENTER =
            new TextSegmenter(BlockLetters.MANIFEST, CharacterModel.uniform(), SegmentationOptions.DEFAULTS);

    private final BlockLetters letters = new BlockLetters();

    @ParameterizedTest
    @ValueSource(strings = {"iL", "jL", "La=H", "L:H", "L;H", "%L", "\"L\"", "Hi=j:%\"", "niniLi"})
    void putsTheStrokesOfACharacterTogether(String text) {
        assertThat(read(BlockLetters.write(text)).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LL", "TTL", "LTL"})
    void cutsLettersThatTouch(String text) {
        SegmentedText read = read(BlockLetters.write(text, 0));
        assertThat(read.text()).isEqualTo(text);
        assertThat(read.segments()).hasSize(text.length());
    }

    @Test
    void readsLinesFromTheTop() {
        assertThat(read(BlockLetters.write("Hoe\nji=L\nTaTa,")).text()).isEqualTo("Hoe\nji=L\nTaTa,");
    }

    @Test
    void findsTheSpacesBetweenWords() {
        assertThat(read(BlockLetters.write("He ae no Toe: 1 - 1")).text()).isEqualTo("He ae no Toe: 1 - 1");
    }

    @Test
    void tellsLettersOfOneShapeBySizeAndPlace() {
        assertThat(read(BlockLetters.write("HOoLoO")).text()).isEqualTo("HOoLoO");
        assertThat(read(BlockLetters.write("L-L_L")).text()).isEqualTo("L-L_L");
    }

    @Test
    void saysWhereEachCharacterStandsAndWhatItLooksLike() {
        SegmentedText read = read(BlockLetters.write("H i\nL"));
        assertThat(read.segments()).extracting(Segment::character).containsExactly("H", "i", "L");
        assertThat(read.segments()).extracting(Segment::line).containsExactly(0, 0, 1);
        assertThat(read.segments()).extracting(Segment::box)
                .containsExactly(new Box(24, 24, 30, 42), new Box(96, 24, 6, 42), new Box(24, 102, 24, 42));
        assertThat(read.segments()).allSatisfy(segment -> {
            assertThat(segment.top5()).hasSize(5).isSortedAccordingTo((one, other) -> Double.compare(other.confidence(), one.confidence()));
            assertThat(segment.top5()).extracting(Alternative::text).doesNotHaveDuplicates();
            assertThat(segment.confidence()).isGreaterThan(0).isLessThanOrEqualTo(1);
        });
        assertThat(read.confidence())
                .isCloseTo(read.segments().stream().mapToDouble(Segment::confidence).reduce(1, (a, b) -> a * b), within(1e-12));
    }

    @Test
    void keepsTheClassifiersOpinionBesideWhatTheContextSays() {
        Segment dash = read(BlockLetters.write("L-L")).segments().get(1);
        assertThat(dash.character()).isEqualTo("-");
        assertThat(dash.top5().subList(0, 2)).extracting(Alternative::text).containsExactlyInAnyOrder("-", "_");
        assertThat(dash.top5().getFirst().confidence()).isCloseTo(0.5, within(0.01));
        assertThat(dash.confidence()).isGreaterThan(0.9);
    }

    @Test
    void readsLightInkOnDarkPaperAndFaintInk() {
        GrayImage image = BlockLetters.write("Hi Lo");
        GrayImage turned = BlockLetters.repaint(image, level -> 255 - level);
        GrayImage faint = BlockLetters.repaint(image, level -> 120 + level * 60 / 255);
        assertThat(read(turned).text()).isEqualTo("Hi Lo");
        assertThat(read(faint).text()).isEqualTo("Hi Lo");
    }

    @Test
    void callsTheClassifierWithAtMost64Tensors() {
        read(BlockLetters.write("HieLoTan 1=1\n".repeat(12)));
        assertThat(letters.batches()).isNotEmpty().allMatch(size -> size >= 1 && size <= TextSegmenter.MOST_IN_BATCH);
    }

    @Test
    void readsOneCharacterAlone() {
        assertThat(read(BlockLetters.write("H")).text()).isEqualTo("H");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void readsAPictureWithTinyMarks(int side) {
        GrayImage image = BlockLetters.write("HL H");
        BlockLetters.fill(image, 110, 60, side, side);
        BlockLetters.fill(image, 118, 63, 1, 4);
        assertThat(read(image).text()).startsWith("HL").endsWith("H");
    }

    @Test
    void refusesAnEmptyCanvas() {
        assertThatThrownBy(() -> read(BlockLetters.paper(300, 100)))
                .isInstanceOfSatisfying(OcrException.class, e -> assertThat(e.code()).isEqualTo("empty-canvas"));
        assertThat(letters.batches()).isEmpty();
    }

    @Test
    @Timeout(20)
    void refusesTwentyThousandComponentsBeforeAnythingIsClassified() {
        GrayImage image = BlockLetters.paper(800, 400);
        for (int speck = 0; speck < 20_000; speck++) {
            BlockLetters.fill(image, speck % 200 * 4, speck / 200 * 4, 2, 2);
        }
        assertThatThrownBy(() -> read(image)).isInstanceOfSatisfying(OcrException.class, e -> {
            assertThat(e.kind()).isEqualTo(OcrException.Kind.UNPROCESSABLE);
            assertThat(e.code()).isEqualTo("too-many-components");
            assertThat(e).hasMessage("this picture has more than 2000 separate strokes or specks, which is no short text; cut it smaller, "
                    + "or photograph it with more contrast");
        });
        assertThat(letters.batches()).isEmpty();
    }

    @Test
    @Timeout(90)
    void classifiesFewCandidatesEvenOfTheWorstPictureThatIsAccepted() {
        GrayImage image = BlockLetters.paper(1600, 320);
        for (int speck = 0; speck < TextSegmenter.MOST_COMPONENTS; speck++) {
            BlockLetters.fill(image, speck % 200 * 8, speck / 200 * 32, 4, 20);
        }
        read(image);
        assertThat(letters.batches().stream().mapToInt(Integer::intValue).sum()).isLessThan(10 * TextSegmenter.MOST_COMPONENTS);
    }

    @Test
    void wantsAModelOfSingleCharacters() {
        Manifest lines = new Manifest(
                "lines", "1", "Lines", Manifest.TEXT_LINE, BlockLetters.MANIFEST.input(), BlockLetters.MANIFEST.layers(),
                BlockLetters.MANIFEST.alphabet(), BlockLetters.MANIFEST.decoder(), Map.of());
        assertThatThrownBy(() -> new TextSegmenter(lines, CharacterModel.uniform(), SegmentationOptions.DEFAULTS))
                .isInstanceOf(OcrException.class)
                .hasMessage("model lines/1 does the task text-line; text is cut into characters for models of the task character");
    }

    private SegmentedText read(GrayImage image) {
        return SEGMENTER.read(image, letters::classify);
    }
}
