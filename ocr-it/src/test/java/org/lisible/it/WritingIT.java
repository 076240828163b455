package org.lisible.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.interactions.PointerInput.Kind;

/** A person who writes by hand. Every test fails on anything that the browser's console complains about. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WritingIT {

    private static final double[][] DOWN = Pad.line(0.5, 0.1, 0.5, 0.9);
    private static final double[][] ACROSS = Pad.line(0.2, 0.5, 0.8, 0.5);

    private final Client client;
    private Path pictures;
    private Browser browser;
    private Pad pad;

    WritingIT(LisibleServer server) {
        client = server.client();
    }

    @BeforeAll
    void startBrowser() {
        browser = new Browser();
        pad = new Pad(browser);
        pictures = Build.scratch("writing");
    }

    @AfterAll
    void stopBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void openThePage() {
        browser.open(client.base().resolve("write.html").toString());
        browser.await("the engines are listed", () -> browser.all("#engine option[value=tf]").size() == 1);
    }

    @AfterEach
    void nothingToComplainAbout() {
        assertThat(browser.complaints()).isEmpty();
    }

    // ---- pen and paper

    @Test
    void isReachedFromThePageForImagesAndLeadsBack() {
        browser.click(".pages a[href='./']");
        browser.await("the page for images", () -> browser.all("#sample").size() == 1);
        browser.click(".pages a[href='write.html']");
        browser.await("the page for handwriting", () -> browser.all("#pad").size() == 1);
    }

    @Test
    void undoesRedoesAndClears() {
        assertThat(pad.ink()).isZero();
        pad.draw(Kind.MOUSE, DOWN);
        double one = pad.ink();
        pad.draw(Kind.MOUSE, ACROSS);
        double two = pad.ink();
        assertThat(one).isGreaterThan(0.02);
        assertThat(two).isGreaterThan(one * 1.4);
        browser.click("#undo");
        assertThat(pad.ink()).isEqualTo(one);
        browser.click("#redo");
        assertThat(pad.ink()).isEqualTo(two);
        browser.click("#clear");
        assertThat(pad.ink()).isZero();
        browser.click("#undo");
        assertThat(pad.ink()).as("clearing is undone, too").isEqualTo(two);
        assertThat(browser.find("#redo").getDomAttribute("aria-disabled")).isEqualTo("false");
        pad.draw(Kind.MOUSE, DOWN);
        assertThat(browser.find("#redo").getDomAttribute("aria-disabled")).isEqualTo("true");
    }

    @Test
    void erases() {
        pad.draw(Kind.MOUSE, DOWN, ACROSS);
        double whole = pad.ink();
        browser.click("#eraser");
        pad.draw(Kind.MOUSE, ACROSS);
        assertThat(pad.ink()).isPositive().isLessThan(whole * 0.7);
        browser.click("#pen");
        pad.draw(Kind.MOUSE, ACROSS);
        assertThat(pad.ink()).isCloseTo(whole, within(0.001));
    }

    @Test
    void writesAsThickAsIsWished() {
        pad.draw(Kind.MOUSE, DOWN);
        double thin = pad.ink();
        browser.click("#clear");
        browser.find("#size").sendKeys(Keys.END);
        pad.draw(Kind.MOUSE, DOWN);
        assertThat(pad.ink()).isGreaterThan(2 * thin);
    }

    @Test
    void takesAFingerWithoutScrollingThePage() throws Throwable {
        browser.onAPhone(() -> {
            pad.draw(Kind.TOUCH, Pad.line(0.5, 0.9, 0.5, 0.1));
            assertThat(pad.ink()).isGreaterThan(0.02);
            assertThat(browser.run("return scrollY")).isEqualTo(0L);
            assertThat(browser.overflow()).isZero();
        });
    }

    @Test
    void hidesAndShowsTheGuideLines() {
        assertThat(browser.find(".pad-lines").isDisplayed()).isTrue();
        browser.click("#guides");
        assertThat(browser.find(".pad-lines").isDisplayed()).isFalse();
        browser.click("#guides");
        assertThat(browser.find(".pad-lines").isDisplayed()).isTrue();
    }

    @Test
    void keepsTwoSheetsOneForACharacterAndOneForAText() {
        pad.draw(Kind.MOUSE, DOWN);
        double character = pad.ink();
        browser.click("label[for=mode-text]");
        assertThat(pad.ink()).isZero();
        browser.click("label[for=mode-character]");
        assertThat(pad.ink()).isEqualTo(character);
    }

    @Test
    void hasAKeyForWhatIsDoneOften() {
        pad.draw(Kind.MOUSE, DOWN);
        double ink = pad.ink();
        press(Keys.chord(Keys.CONTROL, "z"));
        assertThat(pad.ink()).isZero();
        press(Keys.chord(Keys.CONTROL, "y"));
        assertThat(pad.ink()).isEqualTo(ink);
        press(Keys.chord(Keys.CONTROL, "z"));
        press(Keys.chord(Keys.CONTROL, Keys.SHIFT, "z"));
        assertThat(pad.ink()).isEqualTo(ink);
        press(Keys.DELETE);
        assertThat(pad.ink()).isZero();
    }

    @Test
    void isReachedEverywhereByKeyboard() {
        for (String control : List.of("lang", "theme", "mode-character", "pen", "eraser", "size", "undo", "redo", "clear",
                "guides", "save", "engine", "model", "copy-curl")) {
            browser.tabTo(control);
        }
        browser.find("#mode-character").sendKeys(Keys.ARROW_RIGHT);
        assertThat(browser.find(".writer").getDomAttribute("data-mode")).isEqualTo("text");
        browser.find("#eraser").sendKeys(Keys.SPACE);
        assertThat(browser.find("#eraser").getDomAttribute("aria-pressed")).isEqualTo("true");
    }

    // ---- what is read

    @Test
    void readsWhatAMouseDraws() {
        readsAll(Kind.MOUSE);
    }

    @Test
    void readsWhatAFingerDraws() throws Throwable {
        browser.onAPhone(() -> {
            readsAll(Kind.TOUCH);
            keepPicture("writing-phone.png");
        });
    }

    @Test
    void showsTheFiveLikeliestAndWhatTheModelSees() throws IOException {
        pad.draw(Kind.MOUSE, PenPath.recorded("A").strokes());
        awaitCharacter("A");
        List<String> guesses = browser.all(".guess").stream()
                .map(guess -> guess.getDomAttribute("data-character"))
                .toList();
        keepPicture("writing.png");
        assertThat(guesses).hasSize(5).doesNotHaveDuplicates().startsWith("A");
        assertThat((List<?>) browser.run("return [...document.querySelectorAll('.plane')].map(plane => {"
                        + "const {data} = plane.getContext('2d').getImageData(0, 0, plane.width, plane.height);"
                        + "return data.filter((level, i) => i % 4 === 0 && level > 127).length / plane.width / plane.height })"))
                .as("share of light pixels in each plane")
                .hasSize(2)
                .allSatisfy(light -> assertThat(((Number) light).doubleValue()).isBetween(0.02, 0.4));
    }

    @Test
    void readsWhileThePenStillMoves() {
        pad.drawAndHold(Kind.MOUSE, PenPath.recorded("A").strokes());
        awaitCharacter("A");
        pad.letGo(Kind.MOUSE);
        assertThat(browser.find("#said").getDomProperty("textContent")).isEmpty();
        browser.await("what was read is announced when the pen rests",
                () -> browser.find("#said").getDomProperty("textContent").startsWith("Read: A"));
    }

    @Test
    void sendsTheInkWithoutTheGuideLines() {
        browser.run("const ask = fetch; window.fetch = (address, request) => {"
                + "if (request?.body) window.sent = request.body; return ask(address, request) }");
        pad.draw(Kind.MOUSE, DOWN);
        browser.await("something was sent", () -> (Boolean) browser.run("return Boolean(window.sent)"));
        // Beside the stroke there is nothing but white paper, where the lines are as well as elsewhere.
        assertThat(browser.runAsync("const done = arguments[0]; createImageBitmap(window.sent).then(image => {"
                        + "const canvas = document.createElement('canvas');"
                        + "[canvas.width, canvas.height] = [image.width, image.height];"
                        + "const context = canvas.getContext('2d', {willReadFrequently: true}); context.drawImage(image, 0, 0);"
                        + "const level = (x, y) => context.getImageData(x, y, 1, 1).data[0];"
                        + "let beside = 255;"
                        + "for (let y = 0; y < image.height; y++) beside = Math.min(beside, level(20, y));"
                        + "done([image.width, image.height, beside, level(140, 140)]) })"))
                .isEqualTo(List.of(280L, 280L, 255L, 0L));
    }

    @Test
    void givesAHintAndNoErrorForAnEmptySheetAndForASpeck() {
        String empty = browser.find("#guess-hint").getText();
        assertThat(empty).isNotBlank();
        browser.find("#size").sendKeys(Keys.HOME);
        pad.draw(Kind.MOUSE, new double[][] {{0.5, 0.5}});
        browser.await("a hint for a speck", () -> !browser.find("#guess-hint").getText().equals(empty));
        assertThat(browser.find("#best").getText()).isEmpty();
        browser.click("#clear");
        browser.await("the first hint again", () -> browser.find("#guess-hint").getText().equals(empty));
        assertThat(browser.find("#problem").isDisplayed()).isFalse();
    }

    @Test
    void forgetsWhatItReadWhenTheInkIsGone() {
        pad.draw(Kind.MOUSE, PenPath.recorded("A").strokes());
        awaitCharacter("A");
        browser.click("#clear");
        awaitCharacter("");
        browser.click("#undo");
        awaitCharacter("A");
    }

    @Test
    void dropsAnAnswerThatComesLate() {
        // The first answer is kept back until the second was shown, and given although its request was aborted.
        browser.run("const ask = fetch; let held = null; window.fetch = async (address, request) => {"
                + "if (!String(address).includes('predict')) return ask(address, request);"
                + "const {signal, ...rest} = request; const answer = await ask(address, rest);"
                + "if (held === null) { held = new Promise(go => window.release = go); await held; window.late = true }"
                + "return answer }");
        pad.draw(Kind.MOUSE, PenPath.recorded("A").strokes());
        browser.await("the first answer is kept back", () -> (Boolean) browser.run("return Boolean(window.release)"));
        browser.click("#clear");
        pad.draw(Kind.MOUSE, PenPath.recorded("4").strokes());
        awaitCharacter("4");
        browser.run("window.release()");
        browser.await("the late answer came", () -> (Boolean) browser.run("return window.late === true"));
        browser.runAsync("setTimeout(arguments[0], 300)");
        assertThat(browser.find("#best").getText()).isEqualTo("4");
    }

    @Test
    void copiesTheCharacter() {
        browser.allowTheClipboard();
        pad.draw(Kind.MOUSE, PenPath.recorded("A").strokes());
        awaitCharacter("A");
        browser.click("#copy-character");
        assertThat(browser.clipboard()).isEqualTo("A");
    }

    @Test
    void readsATextAndDrawsABoxAroundEachCharacter() throws IOException {
        browser.click("label[for=mode-text]");
        List<double[][][]> written = write("A", "4");
        browser.await("the text is read", () -> browser.find("#text").getText().equals("A4"));
        assertThat(browser.all("#tiles [data-testid=character]")).hasSize(2);
        List<?> boxes = (List<?>) browser.run("const pad = document.querySelector('#pad').getBoundingClientRect();"
                + "return [...document.querySelectorAll('.box rect')].map(box => box.getBoundingClientRect())"
                + ".flatMap(box => [(box.left - pad.left) / pad.width, (box.right - pad.left) / pad.width])");
        assertThat(boxes).hasSize(4);
        for (int i = 0; i < 2; i++) {
            DoubleSummaryStatistics ink = Stream.of(written.get(i)).flatMap(Stream::of).mapToDouble(point -> point[0]).summaryStatistics();
            assertThat(((Number) boxes.get(2 * i)).doubleValue()).isBetween(ink.getMin() - 0.02, ink.getMin());
            assertThat(((Number) boxes.get(2 * i + 1)).doubleValue()).isBetween(ink.getMax(), ink.getMax() + 0.02);
        }
        keepPicture("writing-text.png");
        browser.click("#clear");
        browser.await("nothing is left", () -> browser.all(".box").isEmpty() && browser.find("#text").getText().isEmpty());
    }

    @Test
    void copiesTheText() {
        browser.allowTheClipboard();
        browser.click("label[for=mode-text]");
        write("4", "A");
        browser.await("the text is read", () -> browser.find("#text").getText().equals("4A"));
        browser.click("#copy-written");
        assertThat(browser.clipboard()).isEqualTo("4A");
    }

    // ---- how it looks

    @ParameterizedTest
    @CsvSource({"fr, Un texte", "es, Un texto", "en, A text"})
    void speaksThreeLanguages(String language, String text) {
        browser.choose("#lang", language);
        browser.await("the page is in " + language, () -> browser.run("return document.documentElement.lang").equals(language));
        assertThat(browser.missingTexts()).isEqualTo(List.of());
        assertThat(browser.find("label[for=mode-text]").getText()).isEqualTo(text);
    }

    @Test
    void inksInALightColourInTheDark() throws IOException {
        pad.draw(Kind.MOUSE, PenPath.recorded("A").strokes());
        assertThat(pad.brightness()).isLessThan(100);
        browser.prefer("dark");
        try {
            browser.await("the ink is light", () -> pad.brightness() > 200);
            awaitCharacter("A");
            keepPicture("writing-dark.png");
        } finally {
            browser.prefer("light");
        }
        browser.await("the ink is dark again", () -> pad.brightness() < 100);
    }

    /** Writes characters on the lines of the sheet for a text, each as wide as the sheet for one character is. */
    private List<double[][][]> write(String... characters) {
        List<double[][][]> written = new ArrayList<>();
        for (String character : characters) {
            double[][][] strokes = PenPath.recorded(character).within(0.1 + 0.14 * written.size(), 0.17, 0.18, 0.6);
            pad.draw(Kind.MOUSE, strokes);
            written.add(strokes);
        }
        return written;
    }

    private void readsAll(Kind kind) {
        List<String> wrong = new ArrayList<>();
        for (PenPath path : PenPath.recorded()) {
            browser.click("#clear");
            awaitCharacter("");
            pad.draw(kind, path.strokes());
            try {
                awaitCharacter(path.character());
            } catch (TimeoutException e) {
                wrong.add(path.character() + " was read as " + browser.find("#best").getText());
            }
        }
        assertThat(wrong).isEmpty();
    }

    private void awaitCharacter(String character) {
        browser.await("'" + character + "' is read", () -> browser.find("#best").getText().equals(character));
    }

    /** For a person to look at, and for {@code docs/images}. */
    private void keepPicture(String name) throws IOException {
        browser.keepPicture(pictures.resolve(name));
    }

    private void press(CharSequence keys) {
        browser.find("#guides").sendKeys(keys);
    }
}
