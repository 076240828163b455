package org.lisible.web.rest;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lisible.OcrException;

class FormGuardTest {

    private static final String PART = "--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\ncontent\r\n";

    @Test
    void letsAFormOfAsManyPartsAsAreReadThrough() {
        assertThatCode(() -> see(PART.repeat(3) + "--b--\r\n", 3, Integer.MAX_VALUE)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100_000})
    void stopsAtOnePartTooManyHoweverTheBytesCome(int piece) {
        assertThatThrownBy(() -> see(PART.repeat(4) + "--b--\r\n", 3, piece))
                .isInstanceOf(OcrException.class)
                .hasMessage("the form has more than 3 parts");
    }

    @Test
    void findsADelimiterThatBeginsWithinWhatLookedLikeOne() {
        assertThatThrownBy(() -> see("--aaab\r\n\r\nx\r\n--aa--aaab\r\n\r\nx--aaaaab--aaab--", 1, 1, "aaab"))
                .hasMessage("the form has more than 1 parts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Long: %s", "%s", "X:\r\n %s"})
    void stopsAHeadThatDoesNotEnd(String head) {
        assertThatThrownBy(() -> see("--b\r\n" + head.formatted("a".repeat(9_000)), 3, 50))
                .hasMessage("the head of a part of the form has more than 8192 bytes");
        assertThatThrownBy(() -> see("--b\r\n" + "a:b\r\n".repeat(2_000), 3, 50)).hasMessageContaining("8192");
        assertThatThrownBy(() -> see("--b\n" + "a:b\n".repeat(3_000), 3, 50)).hasMessageContaining("8192");
    }

    @Test
    void readsImagesOfAnyBytes() {
        byte[] image = new byte[1_000_000];
        new Random(1).nextBytes(image);
        String content = new String(image, StandardCharsets.ISO_8859_1);
        assertThatCode(() -> see("--b\r\n\r\n" + content.replace("--b", "--c") + "\r\n--b--", 1, 8192))
                .doesNotThrowAnyException();
    }

    private static void see(String form, int most, int piece) {
        see(form, most, piece, "b");
    }

    private static void see(String form, int most, int piece, String boundary) {
        FormGuard guard = new FormGuard(boundary, most);
        byte[] bytes = form.getBytes(StandardCharsets.ISO_8859_1);
        for (int at = 0; at < bytes.length; at += Math.min(piece, bytes.length)) {
            guard.see(bytes, at, Math.min(piece, bytes.length - at));
        }
    }
}
