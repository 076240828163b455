package org.lisible.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
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

/** A person in front of the page. Every test fails on anything that the browser's console complains about. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageIT {

    private final Client client;
    private Path pictures;
    private Browser browser;

    PageIT(LisibleServer server) {
        client = server.client();
    }

    @BeforeAll
    void startBrowser() {
        browser = new Browser();
        pictures = Build.scratch("page");
    }

    @AfterAll
    void stopBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void openThePage() {
        browser.open(client.base().toString());
        browser.await("the engines are listed", () -> browser.all("#engine option[value=tf]").size() == 1);
    }

    @AfterEach
    void nothingToComplainAbout() {
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void readsASampleComparesItWithTheTruthAndKeepsTheScore() throws IOException {
        takeSample();
        String truth = text("#truth");
        assertThat(truth).hasSize(5);
        String read = read();
        assertThat(browser.all("[data-testid=character]")).hasSize(read.length());
        assertThat(text("[data-testid=steps-summary]")).isNotBlank();
        assertThat(browser.find("#verdict").getDomAttribute("class"))
                .contains(read.equals(truth) ? "is-right" : "is-wrong");
        assertThat(browser.find(".score-row[data-engine=pure]").getDomAttribute("data-total")).isEqualTo("1");
        assertThat(browser.find(".score-row[data-engine=pure]").getDomAttribute("data-right"))
                .isEqualTo(read.equals(truth) ? "1" : "0");
        keepPicture("page.png");
    }

    @Test
    void readsWithTheEngineThatWasPicked() {
        browser.choose("#engine", "tf");
        takeSample();
        read();
        assertThat(browser.all(".score-row[data-engine=tf]")).hasSize(1);
        assertThat(browser.all(".score-row[data-engine=pure]")).isEmpty();
    }

    @Test
    void setsBothEnginesSideBySide() {
        browser.choose("#engine", "both");
        takeSample();
        read();
        assertThat(text("[data-testid=agreement]")).isNotBlank();
        assertThat(browser.all(".score-row")).hasSize(2);
    }

    @Test
    void readsAFileOfOnesOwn() throws IOException {
        Path file = Build.scratch("files").resolve("mine.png");
        Files.write(file, Captchas.captcha(6).png());
        browser.find("#file").sendKeys(file.toString());
        browser.await("the image is shown", () -> browser.all("image-stage img, image-stage canvas").size() > 0);
        String read = read();
        String expected = client.predict(Captchas.captcha(6).png(), "?beam=10").ok().json().getString("text");
        assertThat(read).isEqualTo(expected);
    }

    @Test
    void saysWhatIsWrongWithAFileThatIsNoImage() throws IOException {
        Path file = Build.scratch("files").resolve("letter.png");
        Files.writeString(file, "Dear reader, this is no image.");
        browser.find("#file").sendKeys(file.toString());
        if (browser.find("#predict").getDomAttribute("aria-disabled").equals("false")) {
            browser.click("#predict");
        }
        assertThat(browser.await("the problem is shown", () -> {
            String said = browser.find("#problem").getText();
            return said.isBlank() ? null : said;
        })).isNotBlank();
        // The refusal itself stands in the console: a browser logs every answer from 400 up.
        assertThat(browser.complaints()).allMatch(line -> line.contains("/predict") && line.contains(" 415 "));
    }

    @Test
    void readsTwentySamplesInARow() {
        browser.click("#auto");
        browser.await("twenty were read", () -> browser.all(".score-row[data-total='20']").size() == 1);
    }

    @ParameterizedTest
    @CsvSource({"fr, Prendre un exemple", "es, Pedir una muestra", "en, Get a sample"})
    void speaksThreeLanguages(String language, String sample) {
        browser.choose("#lang", language);
        browser.await("the page is in " + language, () -> browser.run("return document.documentElement.lang").equals(language));
        assertThat(browser.missingTexts()).isEqualTo(List.of());
        assertThat(text("#sample")).isEqualTo(sample);
    }

    @Test
    void worksByKeyboardAlone() {
        browser.tabTo("sample");
        browser.focused().sendKeys(Keys.ENTER);
        browser.await("a sample is there", () -> text("#truth").length() == 5);
        browser.tabTo("predict");
        browser.focused().sendKeys(Keys.SPACE);
        awaitReading();
    }

    @Test
    void isDarkForThoseWhoPreferIt() throws IOException {
        browser.prefer("dark");
        try {
            assertThat(brightness()).isLessThan(80);
            takeSample();
            read();
            keepPicture("page-dark.png");
        } finally {
            browser.prefer("light");
        }
        assertThat(brightness()).isGreaterThan(200);
    }

    @Test
    void fitsOnAPhone() throws Throwable {
        browser.onAPhone(() -> {
            takeSample();
            read();
            assertThat(browser.overflow()).isZero();
            keepPicture("page-phone.png");
        });
    }

    @Test
    void showsTheDescriptionOfTheApi() {
        browser.open(client.base().resolve("openapi-ui/").toString());
        browser.await("the operations are listed", () -> browser.all(".opblock").size() >= 5);
    }

    // ---- what a person does

    private void keepPicture(String name) throws IOException {
        browser.keepPicture(pictures.resolve(name));
    }

    private void takeSample() {
        browser.click("#sample");
        browser.await("a sample is there", () -> text("#truth").length() == 5);
    }

    private String read() {
        browser.click("#predict");
        return awaitReading();
    }

    private String awaitReading() {
        browser.await("the image was read", () -> !browser.find("#verdict").getText().isBlank());
        return (String) browser.run("return document.querySelector('#prediction').textContent");
    }

    private String text(String selector) {
        return browser.find(selector).getText();
    }

    /** Of the page's background: the mean of red, green and blue. */
    private double brightness() {
        String colour = (String) browser.run("return getComputedStyle(document.body).backgroundColor === 'rgba(0, 0, 0, 0)'"
                + " ? getComputedStyle(document.documentElement).backgroundColor"
                + " : getComputedStyle(document.body).backgroundColor");
        return List.of(colour.replaceAll("[^0-9.,]", "").split(",")).stream()
                .limit(3)
                .mapToDouble(Double::parseDouble)
                .average()
                .orElseThrow();
    }
}
