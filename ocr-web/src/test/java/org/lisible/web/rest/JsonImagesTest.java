package org.lisible.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;

import jakarta.json.spi.JsonProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lisible.OcrException;
import org.lisible.image.GrayImage;

class JsonImagesTest {

    private static final String FLAT = "[1,0.5,0,0.2" + ",0.0".repeat(779) + ",1e-2]";

    @Test
    void readsPixelsAsGreyLevels() {
        GrayImage image = read(FLAT).getFirst();
        assertThat(image.width()).isEqualTo(28);
        assertThat(image.at(0, 0)).isEqualTo(255);
        assertThat(image.at(1, 0)).isEqualTo(128);
        assertThat(image.at(3, 0)).isEqualTo(51);
        assertThat(image.at(27, 27)).isEqualTo(3);
    }

    @Test
    void everyGreyLevelOver255ComesBackAsThatLevel() {
        StringBuilder json = new StringBuilder("[");
        for (int i = 0; i < 784; i++) {
            json.append(i == 0 ? "" : ",").append((float) (i % 256) / 255);
        }
        byte[] pixels = read(json + "]").getFirst().pixels();
        for (int i = 0; i < 784; i++) {
            assertThat(pixels[i] & 0xff).isEqualTo(i % 256);
        }
    }

    @Test
    void readsRows() {
        String first = "[0,1" + ",0".repeat(26) + "]";
        String rows = "[" + first + (",[0" + ",0".repeat(27) + "]").repeat(27) + "]";
        assertThat(read(rows).getFirst().at(1, 0)).isEqualTo(255);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'image':%s}", " {'pixels' : %s, 'model': 'x'} ", "{'a':{'image':[{}]},'b':[[1]],'images':[%s]}"})
    void readsThePropertiesOfAnObject(String object) {
        assertThat(read(object.formatted(FLAT))).hasSize(1);
    }

    @Test
    void readsSeveralInTheirOrder() {
        List<GrayImage> images = read("{'images':[%s,%s]}".formatted(FLAT, FLAT.replace("[1,", "[0,")));
        assertThat(images).extracting(image -> image.at(0, 0)).containsExactly(255, 0);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "[0,0]                 | wrong-pixels   | the image has 2 values, not 784 (28 rows of 28)",
        "[]                    | wrong-pixels   | the image has 0 values, not 784",
        "[0,1.01]              | wrong-pixels   | value 1 is 1.01, not from 0 (paper) to 1 (ink); divide grey levels by 255",
        "[-0.5]                | wrong-pixels   | value 0 is -0.5, not from 0",
        "[1e999]               | wrong-pixels   | value 0 is Infinity, not from 0",
        "[0,NaN]               | wrong-pixels   | a pixel is NaN or Infinity, not a number from 0 to 1",
        "[-Infinity]           | wrong-pixels   | a pixel is NaN or Infinity",
        "[0,'NaN']             | wrong-pixels   | value 1 is string, not a number from 0 to 1",
        "[null]                | wrong-pixels   | value 0 is null, not a number",
        "[[0,1]]               | wrong-pixels   | row 0 has 2 values, not 28",
        "[0,[1]]               | wrong-pixels   | value 1 is start array, not a number",
        "{}                    | wrong-pixels   | the object has none of the properties image, pixels and images; it has: none",
        "{'imgae':[0],'b':1}   | wrong-pixels   | it has: imgae, b",
        "{'image':'abc'}       | wrong-pixels   | image is string, not an array",
        "{'images':[0]}        | wrong-pixels   | images[0] is number, not an array",
        "'abc'                 | wrong-pixels   | the body is neither an array of 784 numbers nor an object",
        "[0,                   | malformed-json | the body is no valid JSON for pixels: ",
        "`  `                  | malformed-json | the body is no valid JSON for pixels: ",
        "{'a':[1,              | malformed-json | the body is no valid JSON for pixels: ",
        "{'image'}             | malformed-json | the body is no valid JSON for pixels: ",
    })
    void saysWhatIsWrong(String json, String code, String message) {
        assertRefused(json, OcrException.Kind.INVALID, code, message);
    }

    @Test
    void namesTheNumberOfValuesThatThereAre() {
        assertRefused(
                FLAT.replace(",1e-2]", "]"), OcrException.Kind.INVALID, "wrong-pixels", "the image has 783 values, not 784");
        assertRefused(
                FLAT.replace("]", ",0]"), OcrException.Kind.INVALID, "wrong-pixels", "the image has 785 values, not 784");
        String row = "[0" + ",0".repeat(27) + "]";
        assertRefused(
                "[" + String.join(",", Collections.nCopies(27, row)) + "]",
                OcrException.Kind.INVALID, "wrong-pixels", "the image has 756 values, not 784");
        assertRefused("[" + row + ",0]", OcrException.Kind.INVALID, "wrong-pixels", "row 1 is number, not an array");
    }

    @Test
    void refusesWhatFollowsTheImage() {
        assertRefused(FLAT + "[1]", OcrException.Kind.INVALID, "malformed-json", "the body is no valid JSON for pixels: ");
    }

    @Test
    void refusesMoreImagesThanAreRead() {
        assertRefused(
                "{'images':[%s,%s,%s,%s]}".formatted(FLAT, FLAT, FLAT, FLAT),
                OcrException.Kind.TOO_LARGE, "too-many-images", "there are more than 3 images in one request");
    }

    @Test
    @Timeout(30)
    void refusesWhatIsNestedToDeathWithoutDyingOfIt() {
        for (String deep : new String[] {"{'a':" + "[".repeat(200_000), "{'a':".repeat(200_000)}) {
            assertRefused(deep, OcrException.Kind.INVALID, "malformed-json", "nested more than 100 levels deep");
        }
    }

    private static List<GrayImage> read(String json) {
        return JsonImages.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), 3, JsonProvider.provider());
    }

    private static void assertRefused(String json, OcrException.Kind kind, String code, String message) {
        assertThatThrownBy(() -> read(json)).isInstanceOfSatisfying(OcrException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.kind()).isEqualTo(kind);
            assertThat(refusal).hasMessageContaining(message);
        });
    }
}
