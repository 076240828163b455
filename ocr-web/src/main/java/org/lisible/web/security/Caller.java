package org.lisible.web.security;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;

import org.lisible.key.ApiKey;
import org.lisible.key.Role;

/**
 * Who sent a request, as far as the server can tell.
 *
 * @param address where from; of a request that a proxy on this machine passed on, the address that the proxy saw
 * @param local whether it comes from this machine, without a proxy in between that says so
 * @param key the key that was shown and is known
 * @param impostor whether a key was shown that is not known
 */
public record Caller(String address, boolean local, Optional<ApiKey> key, boolean impostor) {

    private static final String ATTRIBUTE = Caller.class.getName();

    /** Some proxies put a port behind the address. */
    private static final Pattern WITH_PORT = Pattern.compile("^([0-9.]+):[0-9]+$");

    public Caller {
        requireNonNull(address, "address is null");
        requireNonNull(key, "key is null");
    }

    /** The name of the key, else the address. */
    public String name() {
        return key.map(ApiKey::name).orElse(address);
    }

    /** What limits count by: the key, else the address; of IPv6 the network of 64 bits, all of which one client has. */
    public String client() {
        return key.map(known -> "key " + known.name()).orElseGet(() -> {
            try {
                InetAddress literal = InetAddress.ofLiteral(WITH_PORT.matcher(address).replaceFirst("$1"));
                byte[] bits = literal.getAddress();
                return HexFormat.of().formatHex(bits, 0, Math.min(bits.length, 8));
            } catch (IllegalArgumentException e) {
                return address;
            }
        });
    }

    boolean may(Role role) {
        return key.map(shown -> shown.role().includes(role)).orElse(false);
    }

    void isOf(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** Who sent that request; a stranger from nowhere if no filter looked. */
    public static Caller of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Caller caller ? caller : new Caller("", false, Optional.empty(), false);
    }
}
