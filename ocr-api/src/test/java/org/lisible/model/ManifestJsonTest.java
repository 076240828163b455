package org.lisible.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.List;
import java.util.regex.Pattern;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lisible.OcrException;
import org.lisible.spi.TestBundles;

class ManifestJsonTest {

    private static final String SHORT =
            """
            {"format":1,"id":"captcha","version":"1","title":"A title","task":"text-line",
             "input":{"channels":1,"height":6,"width":9,"range":[-1,1]},
             "layers":[{"type":"conv2d","name":"conv1","in":1,"out":2,"kernel":[3,3]},
               {"type":"batchnorm2d","name":"bn1","features":2},{"type":"relu"},
               {"type":"maxpool2d","kernel":[2,1]},{"type":"dropout"},{"type":"columns"},
               {"type":"linear","name":"out","in":4,"out":3}],
             "alphabet":"ab","decoder":{"type":"ctc"}}
            """;

    @Test
    void fillsInPyTorchsDefaults() {
        Manifest manifest = ManifestJson.read(json(SHORT));

        assertThat(manifest.layers())
                .containsExactly(
                        new Layer.Conv2d("conv1", 1, 2, 3, 3, 1, 1, 0, 0, true),
                        new Layer.BatchNorm2d("bn1", 2, 1e-5, 0.1),
                        new Layer.Relu(),
                        new Layer.MaxPool2d(2, 1, 2, 1),
                        new Layer.Dropout(0.5),
                        new Layer.Columns(),
                        new Layer.Linear("out", 4, 3));
        assertThat(manifest.input().fit()).isEqualTo(InputSpec.Fit.STRETCH);
        assertThat(manifest.input().polarity()).isEqualTo(InputSpec.Polarity.AS_IS);
        assertThat(manifest.decoder().temperature()).isEqualTo(1);
        assertThat(manifest.about()).isEmpty();
    }

    @Test
    void readsWhatItWrote() {
        for (Manifest manifest : new Manifest[] {
            TestBundles.small(1).manifest(),
            TestBundles.reference(1).manifest(),
            TestBundles.characters(1).getFirst().manifest(),
            TestBundles.characters(1).getLast().manifest(),
            ManifestJson.read(json(SHORT))
        }) {
            assertThat(ManifestJson.read(json(ManifestJson.write(manifest).toString()))).isEqualTo(manifest);
        }
    }

    @Test
    void aGlyphsSettingsAndAShortcutMayBeLeftOut() {
        String glyph = SHORT.replace("\"height\":6,\"width\":9", "\"height\":28,\"width\":28,\"fit\":\"glyph\"")
                .replace("{\"type\":\"relu\"}", "{\"type\":\"residual\",\"body\":[{\"type\":\"relu\"}]}");
        Manifest manifest = ManifestJson.read(json(glyph));

        assertThat(manifest.input().glyph()).isEqualTo(new InputSpec.Glyph(20, 2, 50));
        assertThat(manifest.layers().get(2)).isEqualTo(new Layer.Residual(List.of(new Layer.Relu()), List.of()));
    }

    @ParameterizedTest(name = "{1} for {0}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'format':1,|'format':2,|format is 2; only 1 is read here",
                "'format':1,||lacks the field format",
                "'title':'A title',|'title':7,|title is 7, not a string",
                "'title':'A title',|'title':'A title','colour':'red',|has the unknown field colour; known here: format, id,",
                "'id':'captcha'|'id':'../etc'|model id \"../etc\" is not made of a-z, 0-9 and -",
                "'height':6,||lacks the field input.height",
                "'height':6,|'height':0,|input.height is 0, not a whole number from 1 to 1000000",
                "'height':6,|'height':99999999999,|input.height is 99999999999, not a whole number",
                "'height':6,|'height':9000,|input: input of 1x9000x9 is not between 1 and 8192 a side",
                "'range':[-1,1]|'range':[1]|input.range is [1], not [low, high]",
                "'range':[-1,1]|'range':[1,1]|input: value range from 1.0 to 1.0 is empty",
                "'range':[-1,1]|'range':[-1,1],'fit':'crop'|input.fit is \"crop\", not one of stretch, contain, glyph",
                "'range':[-1,1]|'range':[-1,1],'polarity':1|input.polarity is 1, not one of as-is, invert, light-paper, dark-paper",
                "'kernel':[3,3]|'kernel':3|layers[0].kernel is 3, not [height, width]",
                "'kernel':[3,3]|'kernel':[3,'3']|layers[0].kernel[1] is \"3\", not a whole number from 1",
                "'kernel':[3,3]|'kernel':[3,3],'stride':[0,1]|layers[0].stride[0] is 0, not a whole number from 1",
                "'kernel':[3,3]|'kernel':[3,3],'bias':'no'|layers[0].bias is \"no\", not true or false",
                "'kernel':[3,3]|'kernel':[3,3],'groups':2|has the unknown field layers[0].groups; known here: type, name, in,",
                "'type':'relu'|'type':'gelu'|layers[2].type is \"gelu\"; there are: batchnorm1d, batchnorm2d, bilstm, columns,",
                "'type':'dropout'|'type':'dropout','p':1|layers[4].p is 1.0, not at least 0 and below 1",
                "'features':2|'features':2,'eps':0|layers[1].eps is 0.0, not above 0",
                "'name':'bn1'|'name':'conv1'|layers[1].name is used by another layer: both need tensor conv1.weight",
                "{'type':'relu'}|{'type':'residual','body':[]}|layers[2].body is empty",
                "{'type':'relu'}|{'type':'residual','body':[{'type':'columns'}]}|layers[2].body[0].type is \"columns\"; inside a",
                "{'type':'relu'}|{'type':'residual','body':[{'type':'batchnorm2d','name':'bn1','features':2}]}|layers[2].body[0].name is used by another layer: both need tensor bn1.weight",
                "'range':[-1,1]|'range':[-1,1],'fit':'glyph'|input: a glyph of 20x20 needs a square tensor of that size or more and 1, 2, 5, 10 or 17 channels, not 1x6x9",
                "'range':[-1,1]|'range':[-1,1],'fit':'glyph','glyph':{'size':0}|input.glyph.size is 0, not a whole number from 1",
                "'range':[-1,1]|'range':[-1,1],'glyph':{}|has the unknown field input.glyph",
                "'name':'bn1'|'name':'a/b'|layers[1].name is \"a/b\", not made of letters, digits, _ and inner dots",
                "'alphabet':'ab'|'alphabet':'aa'|alphabet: an alphabet names each symbol once",
                "'alphabet':'ab'|'alphabet':''|alphabet: an alphabet needs at least one symbol",
                "'type':'ctc'|'type':'ctc','temperature':0|decoder: temperature 0.0 is not a finite number above 0",
                "'type':'ctc'|'type':'ctc','beam':3|has the unknown field decoder.beam; known here: type, temperature",
            })
    void namesTheFieldThatIsWrong(String good, String bad, String message) {
        String text = SHORT.replace('"', '\'');
        assertThat(text).contains(good);
        String broken = text.replaceFirst(Pattern.quote(good), bad == null ? "" : bad).replace('\'', '"');
        assertThatThrownBy(() -> ManifestJson.read(json(broken)))
                .hasMessageContaining("model.json: ")
                .hasMessageContaining(message)
                .isInstanceOfSatisfying(OcrException.class, e -> {
                    assertThat(e.kind()).isEqualTo(OcrException.Kind.BROKEN);
                    assertThat(e.code()).isEqualTo("manifest-malformed");
                });
    }

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(text)).readObject();
    }
}
