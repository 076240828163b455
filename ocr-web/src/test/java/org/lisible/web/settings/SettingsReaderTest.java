package org.lisible.web.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lisible.OcrException;

class SettingsReaderTest {

    @Test
    void hasADefaultForEverything() {
        Settings settings = read(Map.of());

        assertThat(settings.engine()).isEmpty();
        assertThat(settings.model()).isEmpty();
        assertThat(settings.modelsFolder()).isEmpty();
        assertThat(settings.pluginsFolder()).isEmpty();
        assertThat(settings.samplesSplit()).isEmpty();
        assertThat(settings.threads()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(settings.limits())
                .isEqualTo(new Settings.Limits(
                        10_000_000, 32, 10_000, 10_000, 16_000_000, Duration.ofSeconds(10), Duration.ofSeconds(30), 160));
        assertThat(settings.queue()).isEqualTo(new Settings.Queue(64, 16, Duration.ZERO, 1, Duration.ofSeconds(5)));
        assertThat(settings.plugins()).isEqualTo(new Settings.Plugins(Duration.ofSeconds(5), Duration.ofSeconds(30)));
        assertThat(settings.access()).isEqualTo(new Settings.Access(
                Path.of("lisible.keys"),
                Settings.ReadAccess.AUTO,
                Set.of(),
                1000L * Runtime.getRuntime().availableProcessors(),
                2000L * Runtime.getRuntime().availableProcessors()));
    }

    @Test
    void readsWhatIsSet() {
        Settings settings = read(Map.of(
                "ocr.engine", " tf ",
                "ocr.model", "captcha-v2/2",
                "ocr.plugins.dir", "plugins",
                "ocr.limits.bytes", "2_000",
                "ocr.keys.read", "Required",
                "ocr.cors.origins", "https://a.example, http://localhost:3000",
                "ocr.clients.rate", "5",
                "ocr.queue.delay", "PT0.002S"));

        assertThat(settings.engine()).contains("tf");
        assertThat(settings.model()).contains("captcha-v2/2");
        assertThat(settings.pluginsFolder()).contains(Path.of("plugins"));
        assertThat(settings.limits().bytes()).isEqualTo(2000);
        assertThat(settings.queue().delay()).isEqualTo(Duration.ofMillis(2));
        assertThat(settings.access().read()).isEqualTo(Settings.ReadAccess.REQUIRED);
        assertThat(settings.access().origins()).containsExactlyInAnyOrder("https://a.example", "http://localhost:3000");
        assertThat(settings.access().burst()).isEqualTo(10);
    }

    @Test
    void treatsAnEmptyValueAsNotSet() {
        assertThat(read(Map.of("ocr.engine", " ")).engine()).isEmpty();
    }

    @Test
    void givesEachEngineItsOwnSettings() {
        Settings settings = read(Map.of("ocr.engine", "pure", "ocr.engine.tf.device", "cpu", "ocr.engine.tf.log.level", "3"));

        assertThat(settings.ofEngine("tf")).isEqualTo(Map.of("device", "cpu", "log.level", "3"));
        assertThat(settings.ofEngine("pure")).isEmpty();
    }

    @Test
    void allowsARequestAsManyBytesAsItsImagesButNotWithoutEnd() {
        assertThat(read(Map.of("ocr.limits.bytes", "1000", "ocr.limits.images", "3")).limits().requestBytes())
                .isEqualTo(3_000 + 64_000);
        assertThat(read(Map.of()).limits().requestBytes()).isEqualTo(64_000_000 + 64_000);
        assertThat(read(Map.of("ocr.limits.bytes", "200000000")).limits().requestBytes())
                .isEqualTo(200_000_000 + 64_000);
    }

    @ParameterizedTest
    @CsvSource({
        "ocr.queue.capacity, many, a whole number of at least 1",
        "ocr.queue.capacity, 0, a whole number of at least 1",
        "ocr.threads, 3000000000, at most 2147483647",
        "ocr.limits.time, 10s, a duration such as PT10S or PT0.002S",
        "ocr.keys.read, yes, 'one of auto, required, free'",
        "ocr.cors.origins, *, an origin such as https://app.example.org or http://localhost:3000",
        "ocr.cors.origins, null, an origin such as https://app.example.org or http://localhost:3000",
        "ocr.cors.origins, https://a.example/, an origin such as https://app.example.org or http://localhost:3000",
        "ocr.clients.rate, -1, a whole number of at least 0",
        "ocr.limits.time, PT-1S, a duration such as PT10S or PT0.002S",
    })
    void saysWhichSettingIsWrongAndWhatItMayBe(String name, String value, String expected) {
        assertThatThrownBy(() -> read(Map.of(name, value)))
                .isInstanceOf(OcrException.class)
                .hasMessage("setting " + name + " is \"" + value + "\", not " + expected)
                .extracting(e -> ((OcrException) e).kind())
                .isEqualTo(OcrException.Kind.BROKEN);
    }

    private static Settings read(Map<String, String> values) {
        return SettingsReader.read(values.keySet(), name -> Optional.ofNullable(values.get(name)));
    }
}
