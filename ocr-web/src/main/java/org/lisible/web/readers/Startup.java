package org.lisible.web.readers;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Gets the readers ready beside the deployment, so that the server answers at once and says that it is starting. */
@ApplicationScoped
public class Startup {

    @Inject
    Readers readers;

    void begin(@Observes @Initialized(ApplicationScoped.class) Object event) {
        readers.startInBackground();
    }
}
