package org.lisible.data.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Characters side by side with those of their kind: digits, capitals, small letters, symbols. */
enum CharacterGroups {
    DIGITS("digits", Character::isDigit),
    CAPITALS("capitals", Character::isUpperCase),
    SMALL("small letters", Character::isLetter),
    SYMBOLS("symbols", _ -> true);

    private final String title;
    private final IntPredicate holds;

    CharacterGroups(String title, IntPredicate holds) {
        this.title = title;
        this.holds = holds;
    }

    /**
     * Characters of one kind.
     *
     * @param title names the kind
     * @param classes their indices in class order, at least one
     */
    record Group(String title, List<Integer> classes) {}

    /** The kinds that occur; each class is in the first one that fits. */
    static List<Group> of(List<String> characters) {
        List<Group> groups = new ArrayList<>();
        for (CharacterGroups kind : values()) {
            List<Integer> classes = IntStream.range(0, characters.size())
                    .filter(i -> of(characters.get(i)) == kind)
                    .boxed()
                    .toList();
            if (!classes.isEmpty()) {
                groups.add(new Group(kind.title, classes));
            }
        }
        return groups;
    }

    private static CharacterGroups of(String character) {
        for (CharacterGroups kind : values()) {
            if (kind.holds.test(character.codePointAt(0))) {
                return kind;
            }
        }
        throw new AssertionError("symbols hold everything");
    }
}
