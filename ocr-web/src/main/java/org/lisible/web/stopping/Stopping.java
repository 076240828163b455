package org.lisible.web.stopping;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;

/**
 * Whether the server is to stop. Known from the signal on: servers tell an application only when the time that they leave
 * to requests under way is over.
 */
@ApplicationScoped
public class Stopping {

    private final Thread hook = new Thread(this::begin, "lisible-stopping");
    private volatile boolean begun;

    /** With the application. */
    void listen(@Observes @Initialized(ApplicationScoped.class) Object event) {}

    @PostConstruct
    void open() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** From now on nobody new is let in. */
    void begin() {
        begun = true;
    }

    public boolean hasBegun() {
        return begun;
    }

    /** The hook would keep an application that was taken down in memory. */
    @PreDestroy
    void close() {
        begin();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is stopping, and the hook has run.
        }
    }
}
