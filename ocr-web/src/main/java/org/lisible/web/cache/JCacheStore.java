package org.lisible.web.cache;

import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;

/** The one class that knows JCache, which is no part of Jakarta EE: only loaded where a server has it. */
final class JCacheStore implements Store {

    private static final String NAME = "lisible-answers";

    private final Cache<String, String> cache;

    /** @param manager a {@link CacheManager} */
    JCacheStore(Object manager, java.time.Duration time) {
        cache = open((CacheManager) manager, time);
    }

    private static Cache<String, String> open(CacheManager manager, java.time.Duration time) {
        Cache<String, String> there = manager.getCache(NAME, String.class, String.class);
        if (there != null) {
            return there;
        }
        try {
            return manager.createCache(
                    NAME,
                    new MutableConfiguration<String, String>()
                            .setTypes(String.class, String.class)
                            .setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(
                                    new Duration(TimeUnit.MILLISECONDS, time.toMillis()))));
        } catch (CacheException e) { // Another server of the cluster made it meanwhile.
            Cache<String, String> made = manager.getCache(NAME, String.class, String.class);
            if (made == null) {
                throw e;
            }
            return made;
        }
    }

    @Override
    public String get(String key) {
        return cache.get(key);
    }

    @Override
    public void put(String key, String answer) {
        cache.put(key, answer);
    }
}
