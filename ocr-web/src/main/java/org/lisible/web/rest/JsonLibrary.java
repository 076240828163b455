package org.lisible.web.rest;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.json.spi.JsonProvider;

/**
 * The server's JSON library, looked up once. The methods of {@link jakarta.json.Json} look through every jar of the server for
 * it at each call, which took three times as long as writing an answer.
 */
@Dependent
class JsonLibrary {

    @Produces
    @Singleton
    JsonProvider provider() {
        return JsonProvider.provider();
    }
}
