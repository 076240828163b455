package org.lisible.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;

/** What the server said. */
record Answer(int status, HttpHeaders headers, byte[] body) {

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    JsonObject json() {
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(body))) {
            return reader.readObject();
        }
    }

    /** The answer itself, having checked that it is a success. */
    Answer ok() {
        assertThat(status).as(text()).isEqualTo(200);
        return this;
    }

    /** Checks that the answer is a problem by RFC 9457 with that status and code, and gives its detail. */
    String problem(int expectedStatus, String code) {
        assertThat(status).as(text()).isEqualTo(expectedStatus);
        assertThat(header("Content-Type")).as(text()).startsWith("application/problem+json");
        JsonObject problem = json();
        assertThat(problem.getString("code")).as(text()).isEqualTo(code);
        assertThat(problem.getInt("status")).isEqualTo(expectedStatus);
        assertThat(problem.getString("type")).isEqualTo("urn:lisible:problem:" + code);
        assertThat(problem.getString("title")).isNotBlank();
        assertThat(problem.getString("requestId")).isNotBlank();
        assertThat(problem.getString("detail")).doesNotContain("\tat ").isNotBlank();
        return problem.getString("detail");
    }
}
