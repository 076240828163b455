package org.lisible.web.cache;

/** Where answers are kept. May fail at any time, then with a {@link RuntimeException}. */
interface Store {

    /** Null if there is none of that key. */
    String get(String key);

    void put(String key, String answer);
}
