package org.lisible.web.security;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import org.lisible.key.ApiKey;
import org.lisible.key.Role;

/**
 * Who sent a request, as far as the server can tell.
 *
 * @param address where from; of a request that a proxy on this machine passed on, the address that the proxy saw
 * @param local whether it comes from this machine, without a proxy in between that says so
 * @param key the key that was shown and is known
 */
public record Caller(String address, boolean local, Optional<ApiKey> key) {

    private static final String ATTRIBUTE = Caller.class.getName();

    public Caller {
        requireNonNull(address, "address is null");
        requireNonNull(key, "key is null");
    }

    /** The name of the key, else the address. */
    public String name() {
        return key.map(ApiKey::name).orElse(address);
    }

    boolean may(Role role) {
        return key.map(shown -> shown.role().includes(role)).orElse(false);
    }

    void isOf(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** Who sent that request; a stranger from nowhere if no filter looked. */
    public static Caller of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Caller caller ? caller : new Caller("", false, Optional.empty());
    }
}
