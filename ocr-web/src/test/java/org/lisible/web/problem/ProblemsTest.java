package org.lisible.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.lisible.OcrException;

class ProblemsTest {

    private final Problems problems = new Problems();

    @Test
    void tellsAKnownFailureAsItIs() {
        Problem problem = problems.of(
                new OcrException(OcrException.Kind.UNPROCESSABLE, "truncated-image", "the PNG file ends early"), "r1");

        JsonObject json = problem.json();
        assertThat(json.getString("type")).isEqualTo("urn:lisible:problem:truncated-image");
        assertThat(json.getString("title")).isEqualTo("The content cannot be read");
        assertThat(json.getInt("status")).isEqualTo(422);
        assertThat(json.getString("detail")).isEqualTo("the PNG file ends early");
        assertThat(json.getString("code")).isEqualTo("truncated-image");
        assertThat(json.getString("requestId")).isEqualTo("r1");
        assertThat(json).doesNotContainKey("available");
    }

    @Test
    void findsAKnownFailureAmongTheCauses() {
        OcrException known = new OcrException(OcrException.Kind.TOO_LARGE, "too-many-bytes", "too large");

        Problem problem = problems.of(new IllegalStateException(new IOException(known)), "r2");

        assertThat(problem.type().status()).isEqualTo(413);
    }

    @Test
    void tellsWhoSendsTooSlowly() {
        Problem problem = problems.of(new IllegalStateException(new SocketTimeoutException("not within 30 s")), "r6");

        assertThat(problem.type().status()).isEqualTo(408);
        assertThat(problem.code()).isEqualTo("request-timeout");
        assertThat(problem.detail()).isEqualTo("not within 30 s");
    }

    @Test
    void saysNothingOfWhatIsInsideAnUnexpectedFailure() {
        Problem problem = problems.of(new IllegalStateException("/secret/path"), "r3");

        assertThat(problem.type().status()).isEqualTo(500);
        assertThat(problem.code()).isEqualTo("internal-error");
        assertThat(problem.detail()).doesNotContain("secret").contains("request id");
    }

    @Test
    void saysHowToShowAKeyWhereOneIsNeeded() {
        Problem problem = problems.of(new OcrException(OcrException.Kind.UNAUTHENTICATED, "key-required", "?"), "r5");

        assertThat(problem.headers()).containsOnly(Map.entry("WWW-Authenticate", "Bearer realm=\"lisible\""));
    }

    @Test
    void listsTheNamesThereAre() {
        Problem problem = new Problem(
                ProblemType.of(OcrException.Kind.NOT_FOUND), "unknown-engine", "?", "r4", List.of("pure", "tf"));

        assertThat(problem.json().getJsonArray("available").toString()).isEqualTo("[\"pure\",\"tf\"]");
    }
}
