package org.lisible.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.lisible.OcrException;

class BodyLimitTest {

    private final BodyBudget budget = new BodyBudget(25);

    @Test
    void readsABodyOfExactlyTheLimit() throws IOException {
        assertThat(limited(10).readAllBytes()).hasSize(10);
    }

    @Test
    void stopsReadingABodyThatGoesBeyondTheLimit() {
        assertThatThrownBy(() -> limited(11).readAllBytes())
                .hasMessage("the request has more than 10 bytes")
                .isInstanceOfSatisfying(
                        OcrException.class, e -> assertThat(e.kind()).isEqualTo(OcrException.Kind.TOO_LARGE));
    }

    @Test
    void countsSingleBytesToo() throws IOException {
        BodyLimit.Limited stream = limited(11);
        for (int i = 0; i < 10; i++) {
            stream.read();
        }

        assertThatThrownBy(stream::read).isInstanceOf(OcrException.class);
    }

    @Test
    void stopsReadingWhenAllBodiesTogetherAreTooMuchAndGivesBackWhatWasTaken() throws IOException {
        BodyLimit.Limited first = limited(10);
        first.readAllBytes();
        limited(10).readAllBytes();

        assertThatThrownBy(() -> limited(10).readAllBytes())
                .hasMessage("too many large images are being sent; try again")
                .isInstanceOfSatisfying(
                        OcrException.class, e -> assertThat(e.kind()).isEqualTo(OcrException.Kind.UNAVAILABLE));
        first.release();
        first.release();
        assertThat(budget.held()).isEqualTo(10);
        assertThat(limited(10).readAllBytes()).hasSize(10);
    }

    private BodyLimit.Limited limited(int size) {
        return new BodyLimit.Limited(new ByteArrayInputStream(new byte[size]), 10, budget);
    }
}
