package org.lisible.web.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.lisible.web.settings.Settings;

import io.opentelemetry.context.Context;

/**
 * Treats the images of one request side by side, so that they meet in a batch. As many threads as a batch has images serve
 * all requests; when all are busy, a request treats its images on its own thread.
 */
@ApplicationScoped
public class SideBySide {

    @Inject
    Settings settings;

    @Resource
    ManagedThreadFactory factory;

    private ThreadPoolExecutor threads;

    @PostConstruct
    void open() {
        threads = new ThreadPoolExecutor(
                0,
                settings.queue().batch(),
                30,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                factory,
                new ThreadPoolExecutor.CallerRunsPolicy());
    }

    /** The results of the work on each item, in the items' order. */
    <T, R> List<R> map(List<T> items, Function<T, R> work) {
        Context trace = Context.current();
        List<CompletableFuture<R>> results = new ArrayList<>();
        for (T item : items) {
            results.add(CompletableFuture.supplyAsync(trace.wrapSupplier(() -> work.apply(item)), threads));
        }
        return results.stream().map(CompletableFuture::join).toList();
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }
}
