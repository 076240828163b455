package org.lisible.cli.load;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;

/** What a server answered. */
record Answer(int status, byte[] body, JsonParserFactory json) {

    private static final int OK = 200;

    boolean isGood() {
        return status == OK;
    }

    /** The member {@code text}; read no further than that. */
    String text() {
        try (JsonParser parser = json.createParser(new ByteArrayInputStream(body), StandardCharsets.UTF_8)) {
            int depth = 0;
            String key = "";
            while (parser.hasNext()) {
                switch (parser.next()) {
                    case START_OBJECT, START_ARRAY -> depth++;
                    case END_OBJECT, END_ARRAY -> depth--;
                    case KEY_NAME -> key = parser.getString();
                    case VALUE_STRING -> {
                        if (depth == 1 && key.equals("text")) {
                            return parser.getString();
                        }
                    }
                    default -> {}
                }
            }
        } catch (JsonException e) {
            return "not JSON: " + content();
        }
        return "no text in: " + content();
    }

    /** As it came, for people. */
    String content() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
