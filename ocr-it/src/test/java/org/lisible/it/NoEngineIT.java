package org.lisible.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.time.Duration;
import java.util.Map;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The WAR with its engine taken out and no plug-in: alive, not ready, and saying why. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class NoEngineIT {

    @ArquillianResource
    URL url;

    private Client client;

    @Deployment(testable = false)
    static WebArchive war() {
        WebArchive war = Deployments.war(Map.of());
        String engine = war.getContent().keySet().stream()
                .map(path -> path.get())
                .filter(path -> path.startsWith("/WEB-INF/lib/ocr-engine-pure"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the WAR brings no engine that could be taken out"));
        war.delete(engine);
        return war;
    }

    @BeforeEach
    void connect() throws URISyntaxException {
        client = new Client(new URI("http", null, url.getHost(), url.getPort(), "/", null, null));
        client.awaitStarted(Duration.ofSeconds(60));
    }

    @Test
    void isAliveButNotReadyAndSaysThatThereIsNoEngine() {
        assertThat(client.get("/health/live").status()).isEqualTo(200);
        Answer ready = client.get("/health/ready");
        assertThat(ready.status()).isEqualTo(503);
        assertThat(ready.json().getString("status")).isEqualTo("DOWN");
        assertThat(ready.text()).contains("no engine is ready to read; found: none");
    }

    @Test
    void sendsImagesAwayWithTheReason() {
        Answer answer = client.predict(Captchas.captcha(1).png(), "");
        assertThat(answer.problem(503, "no-engine")).contains("no engine is ready to read");
        assertThat(answer.header("Retry-After")).isNotBlank();
    }

    @Test
    void stillServesThePageItsSamplesAndItsModels() {
        client.get("/test-sample").ok();
        assertThat(client.get("/", "Accept", "text/html").ok().header("Content-Security-Policy"))
                .contains("script-src 'self'");
        assertThat(client.get("/api/v1/engines").ok().json().getJsonArray("engines")).isEmpty();
        assertThat(client.get("/api/v1/models").ok().text()).contains("captcha-v2");
    }
}
