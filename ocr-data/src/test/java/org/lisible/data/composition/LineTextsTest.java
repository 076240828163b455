package org.lisible.data.composition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

class LineTextsTest {

    @Test
    void allCharactersOccurInTwoHundredTexts() {
        LineTexts texts = new LineTexts(new SplittableRandom(20261121));
        String all = String.join("", Stream.generate(texts::next).limit(200).toList());
        assertThat(all.chars().mapToObj(Character::toString)).contains(LineTexts.CHARACTERS.split(""));
    }

    @Test
    void textsAreShortAndTheirWordsApartByOneSpace() {
        LineTexts texts = new LineTexts(new SplittableRandom(3));
        assertThat(Stream.generate(texts::next).limit(1000)).allMatch(text -> text.matches("[!-~]+( [!-~]+)*") && text.length() <= 50);
    }
}
