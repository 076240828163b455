package org.lisible.web.cache;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.inject.Inject;

import org.lisible.web.settings.Settings;

/**
 * Answers by a key that names everything they depend on. Off by default. A cache that fails is one that has nothing, and one
 * that hangs is left alone: no caller ever notices more than a second.
 */
@ApplicationScoped
public class AnswerCache {

    private static final System.Logger LOG = System.getLogger(AnswerCache.class.getName());
    private static final long QUIET_NANOS = 60_000_000_000L;
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration REST = Duration.ofSeconds(10);

    @Inject
    Settings settings;

    @Resource
    ManagedThreadFactory threadFactory;

    private ExecutorService threads;

    private Optional<Store> store = Optional.empty();
    private final AtomicLong lastComplaint = new AtomicLong(System.nanoTime() - QUIET_NANOS);

    AnswerCache() {}

    /** For tests. */
    AnswerCache(Store store) {
        this.store = Optional.of(store);
    }

    @PostConstruct
    void open() {
        if (!settings.cache().on()) {
            return;
        }
        try {
            // A server's own manager: asking javax.cache.Caching for one hangs in Payara Micro.
            Object manager = CDI.current()
                    .select(Class.forName("javax.cache.CacheManager"))
                    .get();
            threads = Executors.newCachedThreadPool(threadFactory);
            store = Optional.ofNullable(manager)
                    .map(found -> new JCacheStore(found, settings.cache().time()))
                    .map(found -> new PatientStore(found, threads, PATIENCE, REST));
        } catch (ClassNotFoundException | LinkageError | RuntimeException e) {
            LOG.log(Level.DEBUG, "no JCache", e);
        }
        LOG.log(
                store.isPresent() ? Level.INFO : Level.WARNING,
                store.isPresent()
                        ? "answers are kept for " + settings.cache().time()
                        : "ocr.cache is true, but this server has no JCache to keep answers in (Payara Micro has one unless it "
                                + "is started with --nohazelcast); every image is read anew");
    }

    @PreDestroy
    void close() {
        if (threads != null) {
            threads.shutdownNow();
        }
    }

    public boolean isOn() {
        return store.isPresent();
    }

    public Optional<String> find(String key) {
        try {
            return store.map(open -> open.get(key));
        } catch (RuntimeException e) {
            complain(e);
            return Optional.empty();
        }
    }

    public void keep(String key, String answer) {
        try {
            store.ifPresent(open -> open.put(key, answer));
        } catch (RuntimeException e) {
            complain(e);
        }
    }

    /** Once a minute: what fails for one request fails for all. */
    private void complain(RuntimeException e) {
        long last = lastComplaint.get();
        long now = System.nanoTime();
        if (now - last >= QUIET_NANOS && lastComplaint.compareAndSet(last, now)) {
            LOG.log(Level.WARNING, "the cache of answers fails; images are read anew", e);
        }
    }
}
