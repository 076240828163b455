package org.lisible.key;

import java.util.Locale;
import java.util.Optional;

/** What the holder of a key may do; each role may do what those before it may. */
public enum Role {
    /** Read images, and what the server says of itself. */
    READ,
    /** Change what the server reads with. */
    ADMIN;

    /** As key files and the command line write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether this role may do what that one may. */
    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }

    static Optional<Role> of(String label) {
        for (Role role : values()) {
            if (role.label().equals(label)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
