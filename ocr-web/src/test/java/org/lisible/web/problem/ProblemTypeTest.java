package org.lisible.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lisible.OcrException;

class ProblemTypeTest {

    @ParameterizedTest
    @CsvSource({
        "INVALID, 400, false",
        "UNAUTHENTICATED, 401, false",
        "FORBIDDEN, 403, false",
        "NOT_FOUND, 404, false",
        "TOO_LARGE, 413, false",
        "UNSUPPORTED_MEDIA, 415, false",
        "UNPROCESSABLE, 422, false",
        "TOO_MANY, 429, true",
        "BROKEN, 500, false",
        "UNAVAILABLE, 503, true",
        "TIMEOUT, 504, true",
    })
    void theKindDecidesTheStatusAndWhetherTryingAgainHelps(OcrException.Kind kind, int status, boolean again) {
        ProblemType type = ProblemType.of(kind);

        assertThat(type.status()).isEqualTo(status);
        assertThat(type.retryAfter() > 0).isEqualTo(again);
        assertThat(type.title()).isNotBlank();
    }
}
