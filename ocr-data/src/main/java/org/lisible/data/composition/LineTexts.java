package org.lisible.data.composition;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Short texts such as people write by hand: phrases and words in English, French and Spanish, numbers, dates, prices,
 * e-mail addresses, formulas and codes, all in printable ASCII, 2 to 44 characters, words apart by one space. Each
 * code holds characters that were seldom asked for before, so that every one occurs within the first hundred texts or so.
 */
final class LineTexts {

    /** U+0021 to U+007E. */
    static final String CHARACTERS =
            IntStream.rangeClosed('!', '~').collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();

    private static final String ALPHANUMERICS =
            CHARACTERS.chars().filter(Character::isLetterOrDigit).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    private static final String[] DOMAINS = {"mail.com", "example.org", "web.fr", "correo.es", "post.net", "uni.edu"};
    private static final String[] CURRENCIES = {"$%s", "%s EUR", "USD %s", "%s $", "%s CHF"};
    private static final String[] DATES = {"%1$02d/%2$02d/%3$d", "%3$d-%2$02d-%1$02d", "%1$d.%2$d.%3$d", "%2$d/%1$d/%3$d"};
    /** Of two letters and a number. */
    private static final String[] FORMULAS = {
        "%1$c = %2$c + %3$d", "a[%3$d] = {%1$c, %2$c}", "(%1$c + %2$c)^2 < %3$d", "%1$c > %2$c & %3$d", "%3$d %% of %1$c",
        "%1$c|%2$c|%3$d", "if (%1$c != %2$c) %1$c++;", "#%3$d: %1$c ~ %2$c", "%1$c_%2$c \\ %3$d", "`%1$c` * %3$d",
        "<%1$c>%3$d</%1$c>", "\"%1$c\" @ %3$d", "C:\\%1$c\\%2$c_%3$d", "~/%1$c/%2$c.%3$d"
    };

    private final RandomGenerator random;
    private final List<String> phrases = resource("phrases.txt").lines().toList();
    private final List<String> words = List.of(resource("words.txt").split("\\s+"));
    private final int[] asked = new int[CHARACTERS.length()];

    LineTexts(RandomGenerator random) {
        this.random = requireNonNull(random, "random is null");
    }

    /** The next text. */
    String next() {
        int kind = random.nextInt(100);
        String text;
        if (kind < 35) {
            text = phrases.get(random.nextInt(phrases.size()));
        } else if (kind < 57) {
            text = someWords();
        } else if (kind < 75) {
            text = figures();
        } else if (kind < 82) {
            text = address();
        } else if (kind < 88) {
            text = formula();
        } else {
            text = code();
        }
        text.chars().filter(c -> c != ' ').forEach(c -> asked[c - '!']++);
        return text;
    }

    private String someWords() {
        List<String> chosen = new ArrayList<>();
        int length = 0;
        for (int wanted = 2 + random.nextInt(4); wanted > 0 && length < 30; wanted--) {
            String word = pick(words);
            chosen.add(word);
            length += word.length() + 1;
        }
        String text = String.join(random.nextInt(4) == 0 ? ", " : " ", chosen);
        return random.nextInt(8) == 0 ? text.toUpperCase(Locale.ROOT) : text;
    }

    private String figures() {
        return switch (random.nextInt(5)) {
            case 0 -> DATES[random.nextInt(DATES.length)].formatted(1 + random.nextInt(28), 1 + random.nextInt(12), 1950 + random.nextInt(90));
            case 1 -> "%s %s".formatted(pick(words), CURRENCIES[random.nextInt(CURRENCIES.length)].formatted(
                    "%d.%02d".formatted(random.nextInt(200), random.nextInt(100))));
            case 2 -> "+%d %d-%03d-%04d".formatted(1 + random.nextInt(60), 10 + random.nextInt(90), random.nextInt(1000), random.nextInt(10000));
            case 3 -> "%s %d:%02d, %d %%".formatted(pick(words), random.nextInt(24), random.nextInt(60), random.nextInt(101));
            default -> random.ints(3, 0, 100_000).mapToObj(Integer::toString).reduce((a, b) -> a + " " + b).orElseThrow();
        };
    }

    private String address() {
        String name = pick(words).toLowerCase(Locale.ROOT);
        String domain = DOMAINS[random.nextInt(DOMAINS.length)];
        return switch (random.nextInt(4)) {
            case 0 -> "%s@%s".formatted(name, domain);
            case 1 -> "%s_%d@%s".formatted(name, random.nextInt(100), domain);
            case 2 -> "%s.%s@%s".formatted(name, pick(words).toLowerCase(Locale.ROOT), domain);
            default -> "www.%s/%s?id=%d".formatted(domain, name, random.nextInt(1000));
        };
    }

    private String formula() {
        char first = (char) ('a' + random.nextInt(26));
        char second = (char) ((random.nextBoolean() ? 'a' : 'A') + random.nextInt(26));
        return FORMULAS[random.nextInt(FORMULAS.length)].formatted(first, second, random.nextInt(100));
    }

    /** One or two groups of characters, each the least asked for of three that are drawn. */
    private String code() {
        String from = random.nextInt(3) == 0 ? ALPHANUMERICS : CHARACTERS;
        var text = new StringBuilder();
        for (int group = random.nextInt(2); group >= 0; group--) {
            for (int i = 4 + random.nextInt(6); i > 0; i--) {
                char least = from.charAt(random.nextInt(from.length()));
                for (int other = 0; other < 2; other++) {
                    char drawn = from.charAt(random.nextInt(from.length()));
                    least = asked[drawn - '!'] < asked[least - '!'] ? drawn : least;
                }
                text.append(least);
            }
            text.append(group > 0 ? " " : "");
        }
        return text.toString();
    }

    private String pick(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static String resource(String name) {
        try (InputStream in = LineTexts.class.getResourceAsStream(name)) {
            return new String(requireNonNull(in, name).readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
