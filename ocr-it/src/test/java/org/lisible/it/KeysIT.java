package org.lisible.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lisible.key.ApiKey;
import org.lisible.key.KeyFile;
import org.lisible.key.Role;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Who may call the server as the README starts it. The first test is of a server without keys; the others give some. */
@ExtendWith(SharedServer.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeysIT {

    private static final byte[] GOOD = Captchas.captcha(1).png();

    private final LisibleServer server;
    private final Client client;

    KeysIT(LisibleServer server) {
        this.server = server;
        this.client = server.client();
    }

    @Test
    @Order(1)
    void withoutKeysNobodyAdministersAndEverybodyHereReads() throws IOException {
        byte[] before = Files.exists(server.keys()) ? Files.readAllBytes(server.keys()) : new byte[0];
        Files.deleteIfExists(server.keys());
        try {
            assertThat(client.get("/api/v1/keys").problem(403, "no-keys")).contains("lisible key NAME --role admin");
            client.predict(GOOD, "").ok();
        } finally {
            Files.write(server.keys(), before);
        }
    }

    @Test
    @Order(2)
    void administersByAKeyOfTheRoleAdminAndByNoOther() {
        Client administrator = server.client("operator", Role.ADMIN);

        Answer nobody = client.get("/api/v1/keys");
        assertThat(nobody.problem(401, "key-required")).contains("Authorization: Bearer KEY");
        assertThat(nobody.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"lisible\"");
        assertThat(server.client("till", Role.READ).get("/api/v1/keys").problem(403, "role-too-small")).contains("till", "read");
        assertThat(administrator.get("/api/v1/keys").ok().json().getJsonArray("keys").getValuesAs(JsonObject.class))
                .extracting(key -> key.getString("name") + " " + key.getString("role"))
                .contains("operator admin", "till read");
    }

    @Test
    @Order(2)
    void aKeyThatIsTakenBackIsUnknownAtOnce() throws IOException {
        server.client("stays", Role.READ);
        Client leaver = server.client("leaver", Role.ADMIN);
        leaver.get("/api/v1/keys").ok();
        List<String> lines = Files.readAllLines(server.keys());
        Files.write(server.keys(), lines.stream().filter(line -> !line.startsWith("leaver ")).toList());
        Answer refused = leaver.get("/api/v1/keys");
        refused.problem(401, "unknown-key");
        assertThat(refused.header("WWW-Authenticate")).startsWith("Bearer");
    }

    @Test
    @Order(2)
    void readingFromElsewhereTakesAKey() {
        Client reader = server.client("till", Role.READ);
        // As a proxy on this machine passes on what comes from another one.
        String[] proxied = {"X-Forwarded-For", "203.0.113.9"};
        for (String path : List.of("/api/v1/models", "/api/v1/engines", "/test-sample", "/metrics", "/nothing")) {
            Answer refused = client.get(path, proxied);
            assertThat(refused.problem(401, "key-required")).as(path).contains("from other machines");
            assertThat(refused.header("Content-Security-Policy")).isNotBlank();
        }
        client.with(proxied).predict(GOOD, "").problem(401, "key-required");
        reader.with(proxied).predict(GOOD, "").ok();
        reader.with(proxied).get("/metrics").ok();
    }

    @Test
    @Order(2)
    void pagesHealthAndTheDescriptionAreOpenToAll() {
        String[] proxied = {"X-Forwarded-For", "203.0.113.9"};
        for (String path : List.of("/health", "/health/ready", "/openapi", "/openapi-ui/", "/write.html", "/index.js")) {
            client.get(path, proxied).ok();
        }
        client.get("/", "Accept", "text/html", "X-Forwarded-For", "203.0.113.9").ok();
    }

    @Test
    @Order(2)
    void thePagesAskForAKeyAndReadWithIt() throws IOException {
        ApiKey.Made made = ApiKey.make("visitor", Role.READ);
        KeyFile.append(server.keys(), made.key());
        try (Browser browser = new Browser()) {
            browser.comeFrom("203.0.113.9");
            browser.open(client.base().toString());
            WebElement field = browser.find("problem-notice #key");
            browser.keepPicture(Build.scratch("keys").resolve("page-key.png"));
            assertThat(browser.find("service-status").getText()).contains("those who have a key");

            field.sendKeys("no-such-key", Keys.ENTER);
            browser.await("another try", () -> browser.find("problem-notice").getText().contains("not known"));
            browser.find("problem-notice #key").sendKeys(made.secret(), Keys.ENTER);

            browser.find("#engines [data-engine=pure][data-state=ready]");
            browser.click("#sample");
            browser.await("a sample is there", () -> browser.find("#truth").getText().length() == 5);
            browser.click("#predict");
            browser.find("[data-testid=character]");
            assertThat(browser.find("curl-command").getText()).contains("Bearer $KEY").doesNotContain(made.secret());
            browser.open(client.base() + "write.html");
            browser.find("#engines [data-engine=pure][data-state=ready]");
        }
    }

    @Test
    @Order(2)
    void anAddressOfTheNetworkIsElsewhere() throws SocketException {
        Optional<InetAddress> address = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(some -> some instanceof Inet4Address && !some.isLoopbackAddress())
                .findFirst();
        assumeTrue(address.isPresent(), "this machine has no address but loopback");
        Client remote = new Client(
                URI.create("http://" + address.orElseThrow().getHostAddress() + ":" + client.base().getPort() + "/"));
        remote.predict(GOOD, "").problem(401, "key-required");
        remote.get("/health/ready").ok();
    }
}
