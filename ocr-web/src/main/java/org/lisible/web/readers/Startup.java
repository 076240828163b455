package org.lisible.web.readers;

import java.lang.System.Logger.Level;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Gets the readers ready beside the deployment, so that the server answers at once and says that it is starting. */
@ApplicationScoped
public class Startup {

    private static final System.Logger LOG = System.getLogger(Startup.class.getName());

    @Inject
    Readers readers;

    @Inject
    Threads threads;

    void begin(@Observes @Initialized(ApplicationScoped.class) Object event) {
        threads.batches().execute(() -> {
            try {
                readers.start();
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "the application cannot start", e);
            }
        });
    }
}
