package org.lisible.cli.load;

import java.net.http.HttpRequest;

/**
 * A request whose answer is known.
 *
 * @param name what is sent, for people
 * @param request sent as it is, any number of times
 * @param answer the text that the server reads when nobody else asks
 */
public record Question(String name, HttpRequest request, String answer) {}
