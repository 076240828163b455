package org.lisible.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every kind of answer says, and does not say, to whoever asks; read off the wire. */
@ExtendWith(SharedServer.class)
class HeadersIT {

    private final Client client;

    HeadersIT(LisibleServer server) {
        this.client = server.client();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET /                           | 200
            GET /index.html                 | 200
            GET /index.js                   | 200
            GET /openapi-ui/                | 200
            GET /openapi                    | 200
            GET /health                     | 200
            GET /health/ready               | 200
            GET /metrics                    | 200
            GET /api/v1/models              | 200
            GET /test-sample                | 200
            OPTIONS /predict                | 200
            HEAD /index.html                | 200
            GET /nothing                    | 404
            GET /error-page                 | 404
            GET /application.wadl           | 404
            GET /openapi/nothing            | 404
            GET /WEB-INF/web.xml            | 404
            GET /predict                    | 405
            POST /metrics                   | 405
            PUT /health                     | 405
            POST /openapi                   | 405
            POST /predict                   | 400
            """)
    void everyAnswerKeepsBrowsersSafeAndNamesNoServer(String request, int status) throws IOException {
        String answer = RawRequest.answer(client.base(), request + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 " + status);
        assertThat(answer)
                .contains("\r\nContent-Security-Policy: default-src 'none'; script-src 'self'; ")
                .contains("\r\nX-Content-Type-Options: nosniff\r\n")
                .contains("\r\nReferrer-Policy: no-referrer\r\n")
                .containsPattern("\r\nX-Request-Id: [A-Za-z0-9-]+\r\n");
        String head = answer.substring(0, answer.indexOf("\r\n\r\n")).toLowerCase(Locale.ROOT);
        assertThat(head).doesNotContain("\r\nserver:", "\r\nx-powered-by:");
        if (status >= 400) {
            assertThat(head).contains("\r\ncontent-type: application/problem+json");
        }
        if (!request.contains("metrics")) { // whose names are those of the server's own numbers
            assertThat(answer.toLowerCase(Locale.ROOT)).doesNotContain("payara", "glassfish", "grizzly", "jersey");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET /../../etc/passwd HTTP/1.1",
        "GET /%00 HTTP/1.1",
        "TRACE /predict HTTP/1.1",
        "GET / HTTP/9.9",
        "no HTTP at all",
    })
    void whatIsRefusedBeforeTheApplicationNamesNoServerEither(String request) throws IOException {
        String answer = RawRequest.answer(client.base(), request + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 ").doesNotStartWith("HTTP/1.1 2");
        assertThat(answer.toLowerCase(Locale.ROOT)).doesNotContain("payara", "glassfish", "grizzly", "server:", "powered");
    }

    @Test
    void noOriginIsAllowedUnlessTheOperatorNamesIt() {
        Answer answer = client.get("/api/v1/models", "Origin", "https://elsewhere.example").ok();
        assertThat(answer.headers().map().keySet()).noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
    }
}
