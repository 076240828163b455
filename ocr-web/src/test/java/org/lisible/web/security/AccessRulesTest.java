package org.lisible.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lisible.OcrException;
import org.lisible.OcrException.Kind;
import org.lisible.key.ApiKey;
import org.lisible.key.KeyFile;
import org.lisible.key.Role;
import org.lisible.web.settings.SettingsReader;

class AccessRulesTest {

    private static final String HERE = "127.0.0.1";
    private static final String ELSEWHERE = "192.0.2.7";

    private final ApiKey.Made admin = ApiKey.make("operator", Role.ADMIN);
    private final ApiKey.Made reader = ApiKey.make("till", Role.READ);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void giveKeys() throws IOException {
        file = folder.resolve("keys");
        KeyFile.append(file, admin.key());
        KeyFile.append(file, reader.key());
    }

    // ---- administering

    @ParameterizedTest
    @ValueSource(strings = {"auto", "required", "free"})
    void administeringTakesAnAdministratorsKeyEvenFromThisMachine(String read) {
        AccessRules rules = rules(read);
        rules.requireAdministrator(caller(HERE, "Authorization", "Bearer " + admin.secret()));
        rules.requireAdministrator(caller(ELSEWHERE, "X-API-Key", admin.secret()));
        assertRefused(Kind.UNAUTHENTICATED, "key-required", () -> rules.requireAdministrator(caller(HERE)));
        assertRefused(
                Kind.FORBIDDEN, "role-too-small", () -> rules.requireAdministrator(caller(HERE, "X-API-Key", reader.secret())));
    }

    @Test
    void nobodyAdministersAServerWithoutKeys() throws IOException {
        Files.delete(file);
        AccessRules rules = rules("free");
        assertThatThrownBy(() -> rules.requireAdministrator(caller(HERE, "X-API-Key", admin.secret())))
                .hasMessageContaining("lisible key NAME --role admin")
                .hasMessageContaining("ocr.keys.file")
                .extracting(failure -> ((OcrException) failure).kind())
                .isEqualTo(Kind.FORBIDDEN);
    }

    @Test
    void aRequestThatNoFilterLookedAtIsNoAdministrators() {
        assertRefused(
                Kind.UNAUTHENTICATED,
                "key-required",
                () -> rules("free").requireAdministrator(new Caller("", false, Optional.empty(), false)));
    }

    // ---- reading

    @ParameterizedTest
    @CsvSource({
        "auto,     127.0.0.1,       /predict,              true",
        "auto,     127.8.8.8,       /predict,              true",
        "auto,     0:0:0:0:0:0:0:1, /predict,              true",
        "auto,     192.0.2.7,       /predict,              false",
        "auto,     ::ffff:127.0.0.1.evil, /predict,        false",
        "auto,     192.0.2.7,       /metrics,              false",
        "auto,     192.0.2.7,       /health/ready,         true",
        "auto,     192.0.2.7,       /healthy,              false",
        "auto,     192.0.2.7,       /openapi,              true",
        "auto,     192.0.2.7,       /v2/health/live,       true",
        "auto,     192.0.2.7,       /v2/health/live/../../predict, false",
        "required, 127.0.0.1,       /predict,              false",
        "required, 127.0.0.1,       /health,               true",
        "free,     192.0.2.7,       /predict,              true",
    })
    void readingWithoutAKeyIsFreeWhereTheSettingSaysSo(String read, String address, String path, boolean free) {
        ThrowingCallable call = () -> rules(read).requireReader(caller(address), path);
        if (free) {
            assertThatCode(call).doesNotThrowAnyException();
        } else {
            assertRefused(Kind.UNAUTHENTICATED, "key-required", call);
        }
    }

    @Test
    void anyKeyReadsFromAnywhere() {
        AccessRules rules = rules("required");
        rules.requireReader(caller(ELSEWHERE, "X-API-Key", reader.secret()), "/predict");
        rules.requireReader(caller(ELSEWHERE, "Authorization", "bearer " + admin.secret()), "/predict");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"})
    void whatAProxyOnThisMachinePassesOnIsNotOfThisMachine(String header) {
        assertRefused(
                Kind.UNAUTHENTICATED,
                "key-required",
                () -> rules("auto").requireReader(caller(HERE, header, HERE), "/predict"));
    }

    // ---- callers

    @Test
    void aKeyThatIsUnknownIsToldEvenWhereNoneIsNeeded() {
        assertRefused(
                Kind.UNAUTHENTICATED,
                "unknown-key",
                () -> rules("free").requireReader(
                        caller(HERE, "X-API-Key", ApiKey.make("operator", Role.ADMIN).secret()), "/predict"));
    }

    @Test
    void aCallerIsNamedAfterTheKeyElseTheAddress() {
        assertThat(caller(ELSEWHERE, "X-API-Key", reader.secret()).name()).isEqualTo("till");
        assertThat(caller(ELSEWHERE).name()).isEqualTo(ELSEWHERE);
        // Only the last address was written by the proxy; and only a proxy on this machine is believed.
        assertThat(caller(HERE, "X-Forwarded-For", "10.0.0.1, 203.0.113.9").name()).isEqualTo("203.0.113.9");
        assertThat(caller(ELSEWHERE, "X-Forwarded-For", "203.0.113.9").name()).isEqualTo(ELSEWHERE);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7:1234, true",
        "192.0.2.7, 192.0.2.8, false",
        "2001:db8:0:1::1, 2001:db8:0:1:ffff:0:0:7, true",
        "2001:db8:0:1::1, 2001:db8:0:2::1, false",
        "unknown, _hidden, false",
    })
    void aClientIsAnAddressOrANetworkOfIpV6(String one, String other, boolean same) {
        String first = caller(HERE, "X-Forwarded-For", one).client();
        assertThat(first.equals(caller(HERE, "X-Forwarded-For", other).client())).isEqualTo(same);
    }

    @Test
    void aKeyNamedLikeAnAddressIsAClientOfItsOwn() throws IOException {
        ApiKey.Made made = ApiKey.make("c0000207", Role.READ);
        KeyFile.append(file, made.key());
        assertThat(caller(ELSEWHERE, "X-API-Key", made.secret()).client()).isNotEqualTo(caller(ELSEWHERE).client());
    }

    @Test
    void aClientThatCallsTooOftenWaitsAndHealthIsNotCounted() {
        AccessRules rules = rules("free", "ocr.clients.rate", "1", "ocr.clients.burst", "3");
        for (int i = 0; i < 3; i++) {
            rules.requirePatience(caller(HERE), "/predict");
        }
        assertRefused(Kind.TOO_MANY, "too-many-requests", () -> rules.requirePatience(caller(HERE), "/predict"));
        rules.requirePatience(caller(HERE), "/health/live");
        rules.requirePatience(caller(ELSEWHERE), "/predict");
        rules.requirePatience(caller(HERE, "X-API-Key", reader.secret()), "/predict");
    }

    @Test
    void aRateOfZeroIsNoLimit() {
        AccessRules rules = rules("free", "ocr.clients.rate", "0");
        for (int i = 0; i < 10_000; i++) {
            rules.requirePatience(caller(HERE), "/predict");
        }
    }

    @Test
    void otherKindsOfAuthorizationAreNotOurs() {
        assertThat(caller(HERE, "Authorization", "Basic dXNlcjpwYXNz").key()).isEmpty();
    }

    private Caller caller(String address, String... headers) {
        Map<String, String> sent = new LinkedHashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            sent.put(headers[i], headers[i + 1]);
        }
        return new Credentials(sent::get, address).caller(new KeyRing(file));
    }

    private AccessRules rules(String read, String... settings) {
        AccessRules rules = new AccessRules();
        Map<String, String> values = new LinkedHashMap<>(Map.of("ocr.keys.file", file.toString(), "ocr.keys.read", read));
        for (int i = 0; i < settings.length; i += 2) {
            values.put(settings[i], settings[i + 1]);
        }
        rules.settings = SettingsReader.read(List.of(), name -> Optional.ofNullable(values.get(name)));
        rules.start();
        return rules;
    }

    private static void assertRefused(Kind kind, String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(OcrException.class, refusal -> {
            assertThat(refusal.kind()).isEqualTo(kind);
            assertThat(refusal.code()).isEqualTo(code);
        });
    }
}
