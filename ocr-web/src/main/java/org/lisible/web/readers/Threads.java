package org.lisible.web.readers;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.lisible.web.settings.Settings;

/**
 * The threads of the application, all made by the server. Two sorts, so that a batch that waits for its pieces can never
 * keep them from running: the server's own executor runs batches, a pool of fixed size runs the pieces.
 */
@ApplicationScoped
public class Threads {

    @Inject
    Settings settings;

    @Resource
    ManagedExecutorService managed;

    @Resource
    ManagedThreadFactory factory;

    private ThreadPoolExecutor pieces;

    @PostConstruct
    void open() {
        pieces = new ThreadPoolExecutor(
                settings.threads(), settings.threads(), 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
        pieces.allowCoreThreadTimeOut(true);
    }

    /** Runs what may wait: batches, opening engines. */
    public Executor batches() {
        return managed;
    }

    /** Runs what only computes; lent to engines. */
    public Executor pieces() {
        return pieces;
    }

    @PreDestroy
    void close() {
        pieces.shutdownNow();
    }
}
