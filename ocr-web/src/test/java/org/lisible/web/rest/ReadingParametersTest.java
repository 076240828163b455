package org.lisible.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.lisible.OcrException;
import org.lisible.decode.DecodeOptions;
import org.lisible.web.recognition.RecognitionRequest;

class ReadingParametersTest {

    private final Map<String, String> values = new HashMap<>();
    private final ReadingParameters parameters = new ReadingParameters(values::get);

    @Test
    void readsGreedilyIfNothingIsAsked() {
        RecognitionRequest request = parameters.request();

        assertThat(request.engine()).isEmpty();
        assertThat(request.model()).isEmpty();
        assertThat(request.decoding()).isEqualTo(DecodeOptions.GREEDY);
        assertThat(parameters.extras()).isEqualTo(new Extras(false, false));
    }

    @Test
    void passesOnWhatIsAsked() {
        values.put("engine", "tf");
        values.put("model", "captcha-v2/1");
        values.put("alternatives", "5");
        values.put("beam", "20");
        values.put("alphabet", "23");
        values.put("length", "4");
        values.put("steps", "true");

        RecognitionRequest request = parameters.request();

        assertThat(request.engine()).contains("tf");
        assertThat(request.model()).contains("captcha-v2/1");
        assertThat(request.decoding().nBest()).isEqualTo(5);
        assertThat(request.decoding().characterAlternatives()).isEqualTo(5);
        assertThat(request.decoding().beam()).isEqualTo(20);
        assertThat(request.decoding().allowed()).isEqualTo("23");
        assertThat(request.decoding().exactLength()).hasValue(4);
        assertThat(parameters.extras()).isEqualTo(new Extras(true, false));
    }

    @Test
    void saysWhatANumberMayBe() {
        values.put("beam", "wide");

        assertInvalid("beam is \"wide\", not a whole number");
    }

    @Test
    void saysWhatStepsMayBe() {
        values.put("steps", "yes");

        assertInvalid("steps is \"yes\", not true or false");
    }

    @Test
    void leavesRangesToTheDecoder() {
        values.put("alternatives", "0");

        assertInvalid("alternatives is 0, not between 1 and 100");
    }

    private void assertInvalid(String message) {
        assertThatThrownBy(parameters::request)
                .hasMessage(message)
                .isInstanceOfSatisfying(
                        OcrException.class, e -> assertThat(e.kind()).isEqualTo(OcrException.Kind.INVALID));
    }
}
