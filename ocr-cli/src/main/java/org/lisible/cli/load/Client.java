package org.lisible.cli.load;

import java.io.IOException;
import java.util.Map;

import jakarta.json.Json;
import jakarta.json.stream.JsonParserFactory;

import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.impl.bootstrap.HttpRequester;
import org.apache.hc.core5.http.impl.bootstrap.RequesterBootstrap;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.Timeout;

/**
 * Asks over blocking sockets that are kept open, one for each thread that asks at once: what asks shares the processors with
 * what answers, and must not cost as much. Safe for as many threads as it has connections.
 */
final class Client implements AutoCloseable {

    private static final Timeout PATIENCE = Timeout.ofMinutes(1);

    private final HttpRequester requester;
    private final JsonParserFactory json = Json.createParserFactory(Map.of());

    Client(int connections) {
        requester = RequesterBootstrap.bootstrap()
                .setMaxTotal(connections)
                .setDefaultMaxPerRoute(connections)
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .create();
    }

    /** @throws IOException if no answer comes within a minute */
    Answer ask(Question question) throws IOException {
        var request = ClassicRequestBuilder.post(question.address())
                .addHeader("Accept", "application/json")
                .setEntity(question.image(), ContentType.APPLICATION_OCTET_STREAM)
                .build();
        try {
            return requester.execute(
                    HttpHost.create(question.address()),
                    request,
                    PATIENCE,
                    HttpCoreContext.create(),
                    response -> new Answer(response.getCode(), EntityUtils.toByteArray(response.getEntity()), json));
        } catch (HttpException e) {
            throw new IOException("the answer is no HTTP: " + e.getMessage(), e);
        }
    }

    /** Ends what is under way, too. */
    @Override
    public void close() {
        requester.close(CloseMode.IMMEDIATE);
    }
}
