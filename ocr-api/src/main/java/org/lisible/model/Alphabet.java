package org.lisible.model;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.List;

/**
 * The symbols that a model can put out, in class order. A symbol is one Unicode code point as a string. Under CTC the
 * symbol at index {@code i} is class {@code i + 1}, for class 0 is the blank; a plain classifier has no blank and class
 * {@code i} is symbol {@code i}.
 *
 * @param symbols at least one, all different
 */
public record Alphabet(List<String> symbols) {

    public Alphabet {
        symbols = List.copyOf(requireNonNull(symbols, "symbols is null"));
        if (symbols.isEmpty()) {
            throw new IllegalArgumentException("an alphabet needs at least one symbol");
        }
        if (new HashSet<>(symbols).size() != symbols.size()) {
            throw new IllegalArgumentException("an alphabet names each symbol once: " + symbols);
        }
        for (String symbol : symbols) {
            if (symbol.codePointCount(0, symbol.length()) != 1) {
                throw new IllegalArgumentException("a symbol is one code point, not \"" + symbol + "\"");
            }
        }
    }

    /** The alphabet of a string's code points, in their order. */
    public static Alphabet of(String characters) {
        return new Alphabet(characters.codePoints().mapToObj(Character::toString).toList());
    }

    public int size() {
        return symbols.size();
    }

    /** The index of a symbol, or -1. */
    public int indexOf(String symbol) {
        return symbols.indexOf(symbol);
    }

    /** All symbols in one string, in class order. */
    @Override
    public String toString() {
        return String.join("", symbols);
    }
}
