package org.lisible.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.lisible.OcrException;

class BodyLimitTest {

    private final BodyBudget budget = new BodyBudget(25);
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);
    private final BodyArrivals arrivals = new BodyArrivals(8, Duration.ofSeconds(30), now::get);

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
        LimitedBody stream = limited(11);
        for (int i = 0; i < 10; i++) {
            stream.read();
        }

        assertThatThrownBy(stream::read).isInstanceOf(OcrException.class);
    }

    @Test
    void stopsReadingWhenAllBodiesTogetherAreTooMuchAndGivesBackWhatWasTaken() throws IOException {
        LimitedBody first = limited(10);
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

    @Test
    void stopsReadingABodyThatTakesTooLong() throws IOException {
        LimitedBody body = limited(10);
        body.read();
        now.addAndGet(Duration.ofSeconds(30).toNanos());
        body.read();
        now.addAndGet(1);
        assertThatThrownBy(body::read)
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessage("the body of the request did not arrive within 30.0 s");
    }

    @Test
    void letsNoClientKeepMoreThanHalfOfAllPlacesAndNobodyMoreThanAll() throws IOException {
        List<LimitedBody> ofOne = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ofOne.add(limited(2));
            ofOne.getLast().read();
        }
        assertThatThrownBy(() -> limited(2).read())
                .hasMessage("more than 4 requests of one client are being sent at once")
                .extracting(e -> ((OcrException) e).kind())
                .isEqualTo(OcrException.Kind.TOO_MANY);
        for (int i = 0; i < 4; i++) {
            limited(2, "client " + i).read();
        }
        assertThatThrownBy(() -> limited(2, "late").read())
                .hasMessageContaining("more than 8 requests are being sent at once")
                .extracting(e -> ((OcrException) e).kind())
                .isEqualTo(OcrException.Kind.UNAVAILABLE);
        // A body that has arrived makes room, and so does a request that ends before its body.
        ofOne.getFirst().readAllBytes();
        ofOne.getLast().release();
        ofOne.getLast().release();
        assertThat(arrivals.underWay()).isEqualTo(6);
        limited(2).read();
        limited(2, "late").read();
    }

    @Test
    void aBodyHasArrivedWithItsLastByteThoughNobodyReadsOn() throws IOException {
        LimitedBody body = limited(3, "a", 3);
        body.read();
        body.read();
        assertThat(arrivals.underWay()).isEqualTo(1);
        body.read();
        assertThat(arrivals.underWay()).isZero();
    }

    private LimitedBody limited(int size) {
        return limited(size, "a");
    }

    private LimitedBody limited(int size, String client) {
        return limited(size, client, -1);
    }

    private LimitedBody limited(int size, String client, long expected) {
        return new LimitedBody(
                new ByteArrayInputStream(new byte[size]), 10, expected, budget, arrivals.of(client), (_, _, _) -> {});
    }
}
