package org.lisible.web.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.Config;

/** Makes the {@link Settings} injectable, read once from MicroProfile Config. */
@ApplicationScoped
public class SettingsProducer {

    @Inject
    Config config;

    @Produces
    @Singleton
    public Settings settings() {
        return SettingsReader.read(config.getPropertyNames(), name -> config.getOptionalValue(name, String.class));
    }
}
