package org.lisible.spi;

import static java.util.Objects.requireNonNull;

/**
 * What a provider found on this machine.
 *
 * @param usable whether {@code open} has a chance
 * @param device what it would run on; empty if unusable
 * @param kernels what would compute, and why that was chosen; empty if unusable
 * @param reason why it is unusable, with the first cause and what to do; empty if usable
 */
public record Probe(boolean usable, String device, String kernels, String reason) {

    public Probe {
        requireNonNull(device, "device is null");
        requireNonNull(kernels, "kernels is null");
        requireNonNull(reason, "reason is null");
    }

    public static Probe usable(String device, String kernels) {
        return new Probe(true, device, kernels, "");
    }

    public static Probe unusable(String reason) {
        return new Probe(false, "", "", reason);
    }
}
