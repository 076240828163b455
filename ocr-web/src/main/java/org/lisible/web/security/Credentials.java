package org.lisible.web.security;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.lisible.key.ApiKey;

/**
 * What a request says of its sender.
 *
 * @param headers the request's header of a name, or null
 * @param peer the address at the other end of the connection
 */
record Credentials(UnaryOperator<String> headers, String peer) {

    private static final String BEARER = "bearer ";
    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final List<String> OF_PROXIES = List.of(FORWARDED_FOR, "Forwarded", "X-Real-IP", "Via");

    Credentials {
        requireNonNull(headers, "headers is null");
        requireNonNull(peer, "peer is null");
    }

    /** Who that is, by a ring of keys; if it has none, keys mean nothing. */
    Caller caller(KeyRing keys) {
        Optional<String> secret = secret().filter(ignored -> !keys.keys().isEmpty());
        Optional<ApiKey> key = secret.flatMap(keys::of);
        return new Caller(address(), isLocal(), key, secret.isPresent() && key.isEmpty());
    }

    private Optional<String> secret() {
        String authorization = headers.apply("Authorization");
        if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.of(authorization.substring(BEARER.length()).strip());
        }
        return Optional.ofNullable(headers.apply("X-API-Key")).map(String::strip);
    }

    /** A proxy adds what it saw at the end; what stands before it anybody may have written. */
    private String address() {
        String forwarded = isLoopback(peer) ? headers.apply(FORWARDED_FOR) : null;
        if (forwarded == null) {
            return peer;
        }
        String last = forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
        return last.isEmpty() ? peer : last;
    }

    private boolean isLocal() {
        return isLoopback(peer) && OF_PROXIES.stream().allMatch(name -> headers.apply(name) == null);
    }

    /** Of addresses as servers write them, never of names. */
    private static boolean isLoopback(String address) {
        return address.startsWith("127.") || address.equals("::1") || address.equals("0:0:0:0:0:0:0:1")
                || address.equals("[::1]") || address.equals("[0:0:0:0:0:0:0:1]");
    }
}
