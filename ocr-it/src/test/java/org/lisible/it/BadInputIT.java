package org.lisible.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lisible.key.Role;

/** What people and attackers send. Each gets a clear answer, and after each the server reads an image as before. */
@ExtendWith(SharedServer.class)
class BadInputIT {

    private static final byte[] GOOD = Captchas.captcha(1).png();

    private final LisibleServer server;
    private final Client client;
    private String textBefore;

    BadInputIT(LisibleServer server) {
        this.server = server;
        this.client = server.client();
    }

    @BeforeEach
    void readAnImage() {
        textBefore = client.predict(GOOD, "").ok().json().getString("text");
    }

    @AfterEach
    void readTheSameImageAgain() {
        assertThat(server.isAlive()).isTrue();
        assertThat(client.predict(GOOD, "").ok().json().getString("text")).isEqualTo(textBefore);
    }

    // ---- images

    @Test
    void nothing() {
        assertThat(client.predict(new byte[0], "").problem(400, "empty-image")).contains("0 bytes");
    }

    @Test
    void anImageThatEndsEarly() {
        client.predict(Arrays.copyOf(GOOD, GOOD.length / 2), "").problem(422, "truncated-image");
    }

    @Test
    void anImageThatIsAllHeader() {
        client.predict(Arrays.copyOf(GOOD, 20), "").problem(422, "truncated-image");
    }

    @Test
    void anImageWithFlippedBytes() {
        byte[] spoiled = GOOD.clone();
        Arrays.fill(spoiled, 60, 90, (byte) 0x5a);
        client.predict(spoiled, "").problem(422, "corrupt-image");
    }

    @Test
    void aHeaderThatPromisesMorePixelsThanAreRead() {
        assertThat(client.predict(Pngs.png(9_000, 9_000, 100), "").problem(413, "too-many-pixels"))
                .contains("81000000");
    }

    @Test
    void aHeaderThatPromisesMoreColumnsThanAreRead() {
        client.predict(Pngs.png(2_000_000_000, 1, 100), "").problem(413, "image-too-wide");
    }

    @Test
    void aHeaderThatPromisesMoreRowsThanAreRead() {
        client.predict(Pngs.png(1, 2_000_000_000, 100), "").problem(413, "image-too-high");
    }

    @Test
    void aBombInThePixelData() {
        byte[] bomb = Pngs.png(200, 50, 1L << 30);
        assertThat(bomb.length).isLessThan(2_000_000);
        client.predict(bomb, "").ok();
    }

    @Test
    void aBombInAComment() {
        client.predict(Pngs.withComment(200, 50, 1L << 30), "").ok();
    }

    @Test
    void textThatSaysItIsAnImage() {
        assertThat(client.predict("just text".getBytes(StandardCharsets.UTF_8), "")
                .problem(415, "unknown-image-format")).contains("PNG");
    }

    @Test
    void htmlThatSaysItIsAnImage() {
        client.predict("<!DOCTYPE html><html></html>".getBytes(StandardCharsets.UTF_8), "")
                .problem(415, "unknown-image-format");
    }

    @Test
    void aFileOfAHundredMegabytesThatSaysSo() throws IOException {
        String head = "POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/png\r\nContent-Length: 100000000\r\n\r\n";
        assertThat(RawRequest.status(client.base(), head, 100_000_000)).isEqualTo(413);
    }

    @Test
    void aFileOfAHundredMegabytesThatDoesNotSaySo() throws IOException {
        String head = "POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/png\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n5f5e100\r\n";
        assertThat(RawRequest.status(client.base(), head, 100_000_000)).isEqualTo(413);
    }

    @Test
    void anImageLargerThanTheLimitOfOne() {
        client.predict(Arrays.copyOf(GOOD, 10_000_001), "").problem(413, "too-many-bytes");
    }

    // ---- forms

    @Test
    void aFormWithoutTheFile() {
        assertThat(client.postForm("/predict", "picture", GOOD).problem(400, "no-file-part")).contains("picture");
    }

    @Test
    void aFormWithAnEmptyFile() {
        client.postForm("/predict", "file", new byte[0]).problem(400, "empty-image");
    }

    @Test
    void aFormWithTwoFilesWhereOneIsRead() {
        client.postForm("/predict", "file", GOOD, GOOD).problem(400, "too-many-files");
    }

    @Test
    void aFormWhoseBoundaryNeverComes() {
        byte[] body = "--other\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nx\r\n--other--\r\n".getBytes();
        assertThat(client.post("/predict", "multipart/form-data; boundary=mine", body).status()).isEqualTo(400);
    }

    @Test
    void aFormThatNamesNoBoundary() {
        assertThat(client.post("/predict", "multipart/form-data", "x".getBytes()).status()).isEqualTo(400);
    }

    @Test
    void aFormWithMoreFilesThanAreRead() {
        byte[][] files = new byte[33][];
        Arrays.fill(files, GOOD);
        client.postForm("/api/v1/recognize", "file", files).problem(413, "too-many-images");
    }

    @Test
    void aFormOfAHundredThousandParts() throws IOException {
        String part = "--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n\r\n";
        byte[] body = (part.repeat(100_000) + "--b--\r\n").getBytes(StandardCharsets.US_ASCII);
        client.post("/predict", "multipart/form-data; boundary=b", body).problem(413, "too-many-parts");
    }

    @Test
    void aFormWhosePartHasAMillionHeaders() throws IOException {
        byte[] body = ("--b\r\n" + "a:b\r\n".repeat(1_000_000) + "\r\nx\r\n--b--\r\n").getBytes(StandardCharsets.US_ASCII);
        client.post("/predict", "multipart/form-data; boundary=b", body).problem(413, "part-head-too-long");
    }

    @Test
    void aGigabyteOfZerosThatGzipMadeSmall() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 1024; i++) {
                zip.write(zeros);
            }
        }
        assertThat(bytes.size()).isLessThan(2_000_000);
        Answer answer = client.send(
                "POST", "/predict", bytes.toByteArray(), "Content-Type", "image/png", "Content-Encoding", "gzip");
        // A server that does not decompress requests takes it for an unknown kind of image.
        assertThat(answer.status()).isIn(413, 415);
    }

    @Test
    void manyRequestsWhoseBodiesTrickleIn() throws IOException {
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < 250; i++) {
                Socket socket = new Socket(client.base().getHost(), client.base().getPort());
                sockets.add(socket);
                socket.getOutputStream().write(
                        "POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/png\r\nContent-Length: 5000\r\n\r\nabc"
                                .getBytes(StandardCharsets.US_ASCII));
            }
            for (int i = 0; i < 3; i++) {
                client.get("/health/live").ok();
                // Another client than the one that trickles.
                client.get("/", "Accept", "text/html").ok();
                server.client("patient-" + i, Role.READ).predict(GOOD, "").ok();
            }
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    // ---- requests

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            engine=tff                | 404 | unknown-engine            | pure, tf
            engine=../../etc/passwd   | 404 | unknown-engine            | pure, tf
            model=captcha-v3          | 404 | unknown-model             | captcha-v2
            model=..%2F..%2Fetc       | 404 | unknown-model             | captcha-v2
            alphabet=%C3%9F%E2%82%AC  | 400 | alphabet-matches-nothing  | 2345678bcdefgmnpwxy
            length=0                  | 400 | length-out-of-range       | between 1
            length=-1                 | 400 | length-out-of-range       | between 1
            length=51                 | 400 | length-out-of-range       | time steps
            length=five               | 400 | wrong-parameter           | length
            beam=0                    | 400 | beam-out-of-range         | between 1 and 1000
            beam=999999999999         | 400 | wrong-parameter           | beam
            alternatives=101          | 400 | alternatives-out-of-range | between 1 and 100
            steps=perhaps             | 400 | wrong-parameter           | steps
            input=1                   | 400 | wrong-parameter           | input
            """)
    void aParameterThatIsWrong(String query, int status, String code, String detail) {
        assertThat(client.predict(GOOD, "?" + query).problem(status, code)).contains(detail);
    }

    @Test
    void aContentTypeThatIsNotRead() {
        client.post("/predict", "text/html", "<p>".getBytes()).problem(415, "unsupported-media-type");
        client.post("/predict", "application/xml", "<p/>".getBytes()).problem(415, "unsupported-media-type");
    }

    @Test
    void jsonThatHoldsNoPixels() {
        client.post("/predict", "application/json", "{}".getBytes()).problem(400, "wrong-pixels");
        client.post("/predict", "application/json", "{".getBytes()).problem(400, "malformed-json");
        client.post("/predict", "application/json", ("{\"a\":" + "[".repeat(1_000_000)).getBytes())
                .problem(400, "malformed-json");
    }

    @Test
    void aContentTypeThatIsNone() {
        assertThat(client.post("/predict", "image", GOOD).status()).isBetween(400, 415);
    }

    @Test
    void aMethodThatIsNotTaken() {
        client.get("/predict").problem(405, "method-not-allowed");
        client.send("DELETE", "/api/v1/engines", null).problem(405, "method-not-allowed");
    }

    @Test
    void anAddressThatIsNot() {
        client.get("/api/v1/nothing").problem(404, "not-found");
        client.get("/no-such-page").problem(404, "not-found");
    }

    @Test
    void anAnswerInAFormThatIsNotMade() {
        client.send("POST", "/predict", GOOD, "Content-Type", "image/png", "Accept", "audio/mpeg")
                .problem(406, "not-acceptable");
    }

    @Test
    void anAddressThatLeavesTheApplication() {
        assertThat(client.get("/%2e%2e/%2e%2e/etc/passwd").status()).isBetween(400, 404);
        assertThat(client.get("/WEB-INF/web.xml").status()).isEqualTo(404);
        assertThat(client.get("/WEB-INF/models/captcha-v2/1/model.json").status()).isEqualTo(404);
    }

    @Test
    void aRequestThatStopsHalfWay() throws IOException {
        for (int i = 0; i < 20; i++) {
            try (var socket = new Socket(client.base().getHost(), client.base().getPort())) {
                socket.getOutputStream().write(
                        "POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/png\r\nContent-Length: 5000\r\n\r\nabc"
                                .getBytes(StandardCharsets.US_ASCII));
            }
        }
    }
}
