package org.lisible.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.stream.Stream;

import org.junit.jupiter.api.function.Executable;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Sequence;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The machine's own Chromium without a window. Downloads nothing. */
final class Browser implements AutoCloseable {

    private static final String INSTALL = "install it, on Debian and Ubuntu with: apt-get install chromium chromium-driver";

    private final ChromeDriver driver;

    Browser() {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions()
                .setBinary(program("chromium", "chromium-browser", "google-chrome").toFile())
                .addArguments(
                        "--headless=new", "--disable-gpu", "--disable-quic", "--no-first-run",
                        "--disable-background-networking", "--disable-component-update", "--disable-sync",
                        "--disable-dev-shm-usage", "--lang=en", "--window-size=1280,1400",
                        "--user-data-dir=" + Build.scratch("chromium"));
        if (System.getProperty("user.name").equals("root")) {
            options.addArguments("--no-sandbox");
        }
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(program("chromedriver").toFile())
                .usingAnyFreePort()
                .build();
        driver = new ChromeDriver(service, options);
    }

    void open(String address) {
        driver.get(address);
    }

    WebElement find(String selector) {
        return await(selector, () -> driver.findElement(By.cssSelector(selector)));
    }

    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    void click(String selector) {
        find(selector).click();
    }

    void choose(String selector, String value) {
        new Select(find(selector)).selectByValue(value);
    }

    WebElement focused() {
        return driver.switchTo().activeElement();
    }

    /** Waits until something is there, or true. */
    <T> T await(String what, Supplier<T> condition) {
        return new WebDriverWait(driver, Duration.ofSeconds(20), Duration.ofMillis(50))
                .withMessage(() -> what + "; the page says: " + driver.findElement(By.tagName("body")).getText())
                .ignoring(WebDriverException.class)
                .until(ignored -> condition.get());
    }

    Object run(String script) {
        return driver.executeScript(script);
    }

    /** Runs a script that calls its last argument with the result. */
    Object runAsync(String script) {
        return driver.executeAsyncScript(script);
    }

    void perform(Sequence sequence) {
        driver.perform(List.of(sequence));
    }

    void allowTheClipboard() {
        emulate("Browser.grantPermissions", Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
    }

    /** What was copied, once the page had time to. */
    Object clipboard() {
        return runAsync("const done = arguments[0];"
                + "setTimeout(() => navigator.clipboard.readText().then(done, done), 300)");
    }

    /** Chooses the theme that the page gets from the system: light or dark. */
    void prefer(String theme) {
        emulate("Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
    }

    /** Runs something on a phone's screen of 360 x 740 with a finger. */
    void onAPhone(Executable something) throws Throwable {
        emulate("Emulation.setDeviceMetricsOverride",
                Map.of("width", 360, "height", 740, "deviceScaleFactor", 2, "mobile", true));
        emulate("Emulation.setTouchEmulationEnabled", Map.of("enabled", true));
        try {
            something.execute();
        } finally {
            emulate("Emulation.setTouchEmulationEnabled", Map.of("enabled", false));
            emulate("Emulation.clearDeviceMetricsOverride", Map.of());
        }
    }

    /** How far the page is wider than its window, in pixels. */
    int overflow() {
        return ((Number) run("return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .intValue();
    }

    /** Goes on as from another machine, through a proxy on this one. */
    void comeFrom(String address) {
        emulate("Network.enable", Map.of());
        emulate("Network.setExtraHTTPHeaders", Map.of("headers", Map.of("X-Forwarded-For", address)));
    }

    private void emulate(String command, Map<String, Object> parameters) {
        driver.executeCdpCommand(command, parameters);
    }

    /** A picture of the page's top, for a person to look at, and for {@code docs/images}. */
    void keepPicture(Path file) throws IOException {
        run("document.activeElement.blur(); scrollTo(0, 0)");
        Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    }

    /** Goes by the tab key to the element of that id. */
    void tabTo(String id) {
        for (int i = 0; i < 40; i++) {
            if (id.equals(focused().getDomAttribute("id"))) {
                return;
            }
            focused().sendKeys(Keys.TAB);
        }
        throw new AssertionError("no way by keyboard to #" + id);
    }

    /** Texts that the page asks for and that its language lacks. */
    Object missingTexts() {
        return run("return [...document.querySelectorAll('[data-t]')]"
                + ".filter(e => e.textContent.trim() === e.dataset.t).map(e => e.dataset.t)");
    }

    /** What the console holds since the last call: errors, warnings, refused requests, violations of the policy. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(entry -> entry.getLevel() + " " + entry.getMessage())
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }

    private static Path program(String... names) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(names)
                .flatMap(name -> Stream.of(path.split(System.getProperty("path.separator")))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "the browser tests need " + names[0] + ", which is not on the PATH; " + INSTALL));
    }
}
