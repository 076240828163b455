package org.lisible.cli.load;

import java.net.URI;

/**
 * A question, and its answer once that is known.
 *
 * @param name what is sent, for people
 * @param address where to
 * @param image the file that is sent; not modified
 * @param answer the text that the server reads when nobody else asks; empty before it was asked
 */
public record Question(String name, URI address, byte[] image, String answer) {

    Question answered(String text) {
        return new Question(name, address, image, text);
    }
}
