package org.lisible.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class RecognitionJsonTest {

    @Test
    void namesTextCharactersAndAlternatives() {
        Span first = new Span(
                "a", 1 / 3.0, List.of(new Alternative("a", 1 / 3.0), new Alternative("", 0.25)),
                new Range(0, 2), Optional.of(new Range(0, 8)));
        Span second = new Span("\"", 1, List.of(), new Range(3, 4), Optional.empty());
        Recognition recognition = new Recognition(
                "a\"", 1.23456789e-7, List.of(first, second), List.of(new Alternative("a\"", 1.23456789e-7)));

        assertThat(RecognitionJson.of(recognition).toString()).isEqualTo("""
                {"text":"a\\"","confidence":1.23457E-7,"characters":[\
                {"character":"a","confidence":0.333333,"alternatives":[\
                {"text":"a","confidence":0.333333},{"text":"","confidence":0.25}],\
                "steps":{"start":0,"end":2},"columns":{"start":0,"end":8}},\
                {"character":"\\"","confidence":1,"alternatives":[],"steps":{"start":3,"end":4}}],\
                "alternatives":[{"text":"a\\"","confidence":1.23457E-7}]}""");
    }
}
