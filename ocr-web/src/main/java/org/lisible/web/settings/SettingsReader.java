package org.lisible.web.settings;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.lisible.OcrException;

/** Reads {@link Settings} from names and values, wherever those come from, and says which one is wrong. */
public final class SettingsReader {

    private static final String OF_ENGINE = "ocr.engine.";

    /** As browsers send it: small letters, no path, no port that goes without saying. */
    private static final Pattern ORIGIN = Pattern.compile("https?://([a-z0-9.-]+|\\[[0-9a-f:]+])(:[0-9]{1,5})?");

    private final Function<String, Optional<String>> values;

    private SettingsReader(Function<String, Optional<String>> values) {
        this.values = requireNonNull(values, "values is null");
    }

    /**
     * @param names all names that are set
     * @param values the value of a name, if it is set
     * @throws OcrException of kind {@code BROKEN} that names the setting that is wrong
     */
    public static Settings read(Iterable<String> names, Function<String, Optional<String>> values) {
        return new SettingsReader(values).settings(names);
    }

    private Settings settings(Iterable<String> names) {
        return new Settings(
                value("ocr.engine"),
                value("ocr.model"),
                value("ocr.model.characters"),
                path("ocr.models.dir"),
                path("ocr.plugins.dir"),
                path("ocr.samples.split"),
                integer("ocr.threads", Runtime.getRuntime().availableProcessors(), 1),
                new Settings.Limits(
                        whole("ocr.limits.bytes", 10_000_000, 1),
                        integer("ocr.limits.images", 32, 1),
                        integer("ocr.limits.width", 10_000, 1),
                        integer("ocr.limits.height", 10_000, 1),
                        whole("ocr.limits.pixels", 16_000_000, 1),
                        duration("ocr.limits.time", Duration.ofSeconds(10)),
                        duration("ocr.limits.arrival", Duration.ofSeconds(30)),
                        integer("ocr.limits.uploads", 160, 2)),
                new Settings.Queue(
                        integer("ocr.queue.capacity", 64, 1),
                        integer("ocr.queue.batch", 16, 1),
                        duration("ocr.queue.delay", Duration.ZERO),
                        integer("ocr.queue.workers", 1, 1),
                        duration("ocr.queue.hung", Duration.ofSeconds(5))),
                new Settings.Plugins(
                        duration("ocr.plugins.scan", Duration.ofSeconds(5)),
                        duration("ocr.plugins.patience", Duration.ofSeconds(30))),
                access(),
                new Settings.Cache(truth("ocr.cache"), duration("ocr.cache.time", Duration.ofHours(1))),
                ofEngines(names));
    }

    private Settings.Access access() {
        long rate = integer("ocr.clients.rate", 1000 * Runtime.getRuntime().availableProcessors(), 0);
        return new Settings.Access(
                path("ocr.keys.file").orElse(Path.of("lisible.keys")),
                oneOf("ocr.keys.read", Settings.ReadAccess.AUTO),
                origins("ocr.cors.origins"),
                rate,
                integer("ocr.clients.burst", Math.clamp(2 * rate, 1, Integer.MAX_VALUE), 1));
    }

    private Set<String> origins(String name) {
        Set<String> origins = new TreeSet<>();
        for (String origin : value(name).map(list -> list.split(",")).orElse(new String[0])) {
            if (!ORIGIN.matcher(origin.strip()).matches()) {
                throw wrong(name, origin.strip(), "an origin such as https://app.example.org or http://localhost:3000", null);
            }
            origins.add(origin.strip());
        }
        return Set.copyOf(origins);
    }

    private Optional<String> value(String name) {
        return values.apply(name).map(String::strip).filter(value -> !value.isEmpty());
    }

    private Optional<Path> path(String name) {
        return value(name).map(Path::of);
    }

    private int integer(String name, int otherwise, int least) {
        long number = whole(name, otherwise, least);
        if (number > Integer.MAX_VALUE) {
            throw wrong(name, String.valueOf(number), "at most " + Integer.MAX_VALUE, null);
        }
        return (int) number;
    }

    private boolean truth(String name) {
        String value = value(name).orElse("false");
        if (!value.equals("true") && !value.equals("false")) {
            throw wrong(name, value, "true or false", null);
        }
        return value.equals("true");
    }

    private long whole(String name, long otherwise, long least) {
        String value = value(name).orElse(null);
        if (value == null) {
            return otherwise;
        }
        String expected = "a whole number of at least " + least;
        try {
            long number = Long.parseLong(value.replace("_", ""));
            if (number < least) {
                throw wrong(name, value, expected, null);
            }
            return number;
        } catch (NumberFormatException e) {
            throw wrong(name, value, expected, e);
        }
    }

    private <E extends Enum<E>> E oneOf(String name, E otherwise) {
        String value = value(name).orElse(null);
        if (value == null) {
            return otherwise;
        }
        E[] choices = otherwise.getDeclaringClass().getEnumConstants();
        for (E choice : choices) {
            if (choice.name().equalsIgnoreCase(value)) {
                return choice;
            }
        }
        throw wrong(
                name,
                value,
                "one of " + Arrays.stream(choices).map(choice -> choice.name().toLowerCase(Locale.ROOT)).collect(joining(", ")),
                null);
    }

    private Duration duration(String name, Duration otherwise) {
        String value = value(name).orElse(null);
        if (value == null) {
            return otherwise;
        }
        String expected = "a duration such as PT10S or PT0.002S";
        try {
            Duration duration = Duration.parse(value);
            if (duration.isNegative()) {
                throw wrong(name, value, expected, null);
            }
            return duration;
        } catch (DateTimeParseException e) {
            throw wrong(name, value, expected, e);
        }
    }

    private Map<String, Map<String, String>> ofEngines(Iterable<String> names) {
        Map<String, Map<String, String>> engines = new HashMap<>();
        for (String name : names) {
            int dot = name.startsWith(OF_ENGINE) ? name.indexOf('.', OF_ENGINE.length()) : -1;
            if (dot > 0) {
                String id = name.substring(OF_ENGINE.length(), dot);
                value(name).ifPresent(value -> engines.computeIfAbsent(id, ignored -> new HashMap<>())
                        .put(name.substring(dot + 1), value));
            }
        }
        engines.replaceAll((id, settings) -> Map.copyOf(settings));
        return Map.copyOf(engines);
    }

    private static OcrException wrong(String name, String value, String expected, Throwable cause) {
        return new OcrException(
                OcrException.Kind.BROKEN,
                "wrong-setting",
                "setting " + name + " is \"" + value + "\", not " + expected,
                cause);
    }
}
