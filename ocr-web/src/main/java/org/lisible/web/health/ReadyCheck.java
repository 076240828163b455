package org.lisible.web.health;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.lisible.web.engines.EngineEntry;
import org.lisible.web.readers.Readers;
import org.lisible.web.stopping.Stopping;

/** An image that is sent now would be read; otherwise the reason why not. */
@Readiness
@ApplicationScoped
public class ReadyCheck implements HealthCheck {

    @Inject
    Readers readers;

    @Inject
    Stopping stopping;

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("lisible-ready");
        if (stopping.hasBegun()) {
            return answer.down().withData("reason", "the server is stopping").build();
        }
        if (!readers.isStarted()) {
            return answer.down().withData("reason", "the application is starting").build();
        }
        Optional<String> problem = readers.problem();
        answer.status(problem.isEmpty());
        problem.ifPresent(reason -> answer.withData("reason", reason));
        answer.withData("model", readers.defaultModel());
        answer.withData("engine", readers.defaultEngine());
        for (EngineEntry engine : readers.engines().entries()) {
            String name = "engine." + (engine.id().isEmpty() ? engine.source() : engine.id());
            answer.withData(engine.isReady() ? name : name + "@" + engine.source(), state(engine));
        }
        return answer.build();
    }

    private String state(EngineEntry engine) {
        Optional<String> failure = engine.isReady() ? readers.failureOf(engine) : Optional.of(engine.reason());
        return failure.map(reason -> engine.state().label() + ": " + reason)
                .orElseGet(() -> "ready: " + engine.device() + ", " + engine.kernels() + rejected(engine));
    }

    private static String rejected(EngineEntry engine) {
        return engine.rejected()
                .map(rejection -> "; " + rejection.source() + " was rejected: " + rejection.reason())
                .orElse("");
    }
}
