package org.lisible.web.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;
import org.lisible.web.readers.Readers;

/** Engines and models were looked for and the default model was opened, well or not. */
@Startup
@ApplicationScoped
public class StartedCheck implements HealthCheck {

    @Inject
    Readers readers;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("lisible-started")
                .status(readers.isStarted())
                .build();
    }
}
