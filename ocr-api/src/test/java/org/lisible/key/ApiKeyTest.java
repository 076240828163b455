package org.lisible.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {

    private final ApiKey.Made made = ApiKey.make("ci", Role.ADMIN);

    @TempDir
    Path folder;

    @Test
    void knowsItsSecretAgainAndNoOther() {
        assertThat(made.key().matches(made.secret())).isTrue();
        assertThat(made.key().matches(made.secret().toLowerCase())).isFalse();
        assertThat(made.key().matches(made.secret() + "A")).isFalse();
        assertThat(made.key().matches(ApiKey.make("ci", Role.ADMIN).secret())).isFalse();
        assertThat(made.key().matches("")).isFalse();
    }

    @Test
    void makesADifferentKeyEachTimeOf256Bits() {
        ApiKey.Made other = ApiKey.make("ci", Role.ADMIN);
        assertThat(other.secret()).isNotEqualTo(made.secret()).matches("lisible_[A-Za-z0-9_-]{43}");
        assertThat(other.key().salt()).isNotEqualTo(made.key().salt());
    }

    @Test
    void keepsNothingOfTheSecretInItsLine() {
        assertThat(made.key().line())
                .matches("ci admin sha256:[0-9a-f]{32}:[0-9a-f]{64}")
                .doesNotContain(made.secret().substring("lisible_".length(), "lisible_".length() + 8));
    }

    @Test
    void neverAcceptsASecretThatSomebodyThoughtUp() throws Exception {
        // The digest of the empty salt-prefixed word "password": right by its digest, refused by its form.
        byte[] salt = new byte[16];
        var sha = MessageDigest.getInstance("SHA-256");
        sha.update(salt);
        var hex = HexFormat.of();
        ApiKey weak = new ApiKey("weak", Role.ADMIN, hex.formatHex(salt), hex.formatHex(sha.digest("password".getBytes())));
        assertThat(weak.matches("password")).isFalse();
    }

    @Test
    void anAdministratorMayReadAndAReaderMayNotAdminister() {
        assertThat(Role.ADMIN.includes(Role.READ)).isTrue();
        assertThat(Role.ADMIN.includes(Role.ADMIN)).isTrue();
        assertThat(Role.READ.includes(Role.ADMIN)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "with space", "-dash", "ümlaut", "a#b", "new\nline"})
    void refusesANameThatWouldSpoilALine(String name) {
        assertThatThrownBy(() -> ApiKey.make(name, Role.READ))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not made of at most 64 letters");
    }

    @Test
    void isReadFromAFileAsItWasAppended() throws IOException {
        Path file = folder.resolve("keys");
        ApiKey second = ApiKey.make("page", Role.READ).key();
        KeyFile.append(file, made.key());
        KeyFile.append(file, second);
        assertThat(KeyFile.read(file)).isEqualTo(new KeyFile(List.of(made.key(), second), List.of()));
    }

    @Test
    void beginsALineOfItsOwnInAFileWhoseLastLineDoesNotEnd() throws IOException {
        Path file = Files.writeString(folder.resolve("keys"), "# ours");
        KeyFile.append(file, made.key());
        assertThat(Files.readAllLines(file)).containsExactly("# ours", made.key().line());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ci admin                | it is not NAME ROLE sha256:SALT:DIGEST
            ci admin sha256:00:00   | it is not NAME ROLE sha256:SALT:DIGEST
            ci root  sha256:SALT    | there is no role 'root'; there are: read, admin
            a/b read sha256:SALT    | the name 'a/b' is not made of
            """)
    void saysWhichLineIsNoKeyAndKeepsTheOthers(String line, String reason) throws IOException {
        String hashes = "0".repeat(32) + ":" + "0".repeat(64);
        Path file = Files.writeString(
                folder.resolve("keys"), "# comment\n\n" + line.replace("SALT", hashes) + "\n" + made.key().line() + "\n");
        KeyFile read = KeyFile.read(file);
        assertThat(read.keys()).containsExactly(made.key());
        assertThat(read.faults()).singleElement().asString().startsWith("line 3 of " + file).contains(reason);
    }
}
