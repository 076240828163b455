package org.lisible.spi;

import static java.util.Objects.requireNonNull;

/**
 * What a loaded engine is and runs on.
 *
 * @param engine the provider's id
 * @param version the provider's version
 * @param device such as {@code cpu} or {@code gpu:0 NVIDIA H200}
 * @param kernels what computes, and why it was chosen, such as {@code Vector API, 512 bits}
 * @param model {@code id/version} of the model
 */
public record EngineInfo(String engine, String version, String device, String kernels, String model) {

    public EngineInfo {
        requireNonNull(engine, "engine is null");
        requireNonNull(version, "version is null");
        requireNonNull(device, "device is null");
        requireNonNull(kernels, "kernels is null");
        requireNonNull(model, "model is null");
    }
}
