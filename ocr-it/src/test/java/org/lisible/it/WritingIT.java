package org.lisible.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;

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

    // ---- how it looks

    @ParameterizedTest
    @CsvSource({"fr, Un texte", "es, Un texto", "en, A text"})
    void speaksThreeLanguages(String language, String text) {
        browser.choose("#lang", language);
        browser.await("the page is in " + language, () -> browser.run("return document.documentElement.lang").equals(language));
        assertThat(browser.missingTexts()).isEqualTo(List.of());
        assertThat(browser.find("label[for=mode-text]").getText()).isEqualTo(text);
    }

    private void press(CharSequence keys) {
        browser.find("#guides").sendKeys(keys);
    }
}
