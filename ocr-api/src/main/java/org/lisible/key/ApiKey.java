package org.lisible.key;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key as a server keeps it: whose it is, what it allows, and a digest by which it is known again. The key itself is
 * kept nowhere. It is 256 random bits, so that no list of likely keys exists that a slow digest would have to hold up;
 * see {@code docs/adr/0008-api-keys.md}.
 *
 * @param name whose key it is, for logs and limits: letters, digits, {@code . _ -}, at most 64; several keys may share it
 * @param role what it allows
 * @param salt 16 random bytes as hex
 * @param digest SHA-256 of the salt's bytes and the key's ASCII characters, as hex
 */
public record ApiKey(String name, Role role, String salt, String digest) {

    private static final String PREFIX = "lisible_";
    private static final Pattern SECRET = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern LINE =
            Pattern.compile("(\\S+)\\s+(\\S+)\\s+sha256:([0-9a-f]{32}):([0-9a-f]{64})");

    /** @throws IllegalArgumentException if the name is none */
    public ApiKey {
        requireNonNull(role, "role is null");
        requireNonNull(salt, "salt is null");
        requireNonNull(digest, "digest is null");
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("the name '" + name
                    + "' is not made of at most 64 letters, digits, dots, dashes and underscores, the first a letter or a digit");
        }
    }

    /**
     * A new key and what it is known by.
     *
     * @param secret what its holder shows; cannot be had again
     * @param key what the server keeps
     */
    public record Made(String secret, ApiKey key) {}

    /** @throws IllegalArgumentException if the name is none */
    public static Made make(String name, Role role) {
        SecureRandom random = new SecureRandom();
        byte[] bits = new byte[32];
        random.nextBytes(bits);
        byte[] salt = new byte[16];
        random.nextBytes(salt);
        String secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        HexFormat hex = HexFormat.of();
        return new Made(secret, new ApiKey(name, role, hex.formatHex(salt), hex.formatHex(digest(salt, secret))));
    }

    /** Whether that is this key. Takes as long for a wrong one as for the right one; only random keys of ours are ever right. */
    public boolean matches(String secret) {
        byte[] shown = digest(HexFormat.of().parseHex(salt), secret);
        return MessageDigest.isEqual(shown, HexFormat.of().parseHex(digest)) && SECRET.matcher(secret).matches();
    }

    /** The key's line in a {@link KeyFile}. */
    public String line() {
        return name + " " + role.label() + " sha256:" + salt + ":" + digest;
    }

    /** @throws IllegalArgumentException if the line is not as {@link #line} writes it, with the reason */
    static ApiKey parse(String line) {
        Matcher parts = LINE.matcher(line.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("it is not NAME ROLE sha256:SALT:DIGEST, as 'lisible key' writes it");
        }
        Role role = Role.of(parts.group(2))
                .orElseThrow(() -> new IllegalArgumentException("there is no role '" + parts.group(2) + "'; there are: read, admin"));
        return new ApiKey(parts.group(1), role, parts.group(3), parts.group(4));
    }

    private static byte[] digest(byte[] salt, String secret) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(salt);
            return sha.digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
