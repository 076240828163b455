package org.lisible.web.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an operator can set, through any source of MicroProfile Config: {@code -Docr.engine=tf}, the environment
 * ({@code OCR_ENGINE=tf}) or the server's configuration. Every key has a default that works.
 *
 * @param engine {@code ocr.engine}: the engine that reads when a request names none; default {@code pure}, or the first
 *     ready one if there is no such engine
 * @param model {@code ocr.model}: the model that reads when a request names none, {@code id} or {@code id/version};
 *     default {@code captcha-v2}, or the first sound one if there is no such model
 * @param charactersModel {@code ocr.model.characters}: the model behind the name {@code characters}; default
 *     {@code characters-resnet}, or the first sound one for single characters if there is no such model
 * @param modelsFolder {@code ocr.models.dir}: a folder of bundles, {@code id/version}, beside the shipped ones; a bundle
 *     of the same id and version takes the shipped one's place; default none
 * @param pluginsFolder {@code ocr.plugins.dir}: a folder of engines, each a jar or a folder of jars; default none
 * @param samplesSplit {@code ocr.samples.split}: a {@code val_split.csv} whose images lie beside it, from which
 *     {@code /test-sample} draws; default the project's own synthetic images
 * @param threads {@code ocr.threads}: how many threads an engine may keep busy; default the machine's processors
 * @param limits what a request may bring
 * @param queue how requests wait
 * @param plugins how engines that come and go are taken up
 * @param access who may call
 * @param cache whether answers are kept
 * @param engineSettings {@code ocr.engine.<id>.<key>}: settings of one engine, such as {@code ocr.engine.tf.device}; by
 *     engine id, then key
 */
public record Settings(
        Optional<String> engine,
        Optional<String> model,
        Optional<String> charactersModel,
        Optional<Path> modelsFolder,
        Optional<Path> pluginsFolder,
        Optional<Path> samplesSplit,
        int threads,
        Limits limits,
        Queue queue,
        Plugins plugins,
        Access access,
        Cache cache,
        Map<String, Map<String, String>> engineSettings) {

    /**
     * What a request may bring.
     *
     * @param bytes {@code ocr.limits.bytes}: bytes of one image; default 10,000,000
     * @param images {@code ocr.limits.images}: images in one request; default 32
     * @param width {@code ocr.limits.width}: columns of an image; default 10,000
     * @param height {@code ocr.limits.height}: rows of an image; default 10,000
     * @param pixels {@code ocr.limits.pixels}: columns times rows; default 16,000,000
     * @param time {@code ocr.limits.time}: ISO 8601 duration after which nobody waits any longer; default PT10S
     * @param arrival {@code ocr.limits.arrival}: ISO 8601 duration that a request's body may take to arrive; default PT30S
     * @param uploads {@code ocr.limits.uploads}: bodies that may be arriving at once, of one client half of them; default 160
     */
    public record Limits(
            long bytes, int images, int width, int height, long pixels, Duration time, Duration arrival, int uploads) {

        /** Bytes of a whole request: {@link #images} images, and at most 64 MB as long as one image is not larger. */
        public long requestBytes() {
            return Math.max(bytes, Math.min(bytes * images, 64_000_000)) + 64_000;
        }
    }

    /**
     * How requests wait for one model on one engine.
     *
     * @param capacity {@code ocr.queue.capacity}: images that may wait; more are sent away with 503; default 64
     * @param batch {@code ocr.queue.batch}: most images that an engine is given at once; default 16
     * @param delay {@code ocr.queue.delay}: ISO 8601 duration for which an image waits for company; default PT0S
     * @param workers {@code ocr.queue.workers}: batches under way at once; default 1, for an engine shares a batch out among all threads
     * @param hung {@code ocr.queue.hung}: ISO 8601 duration after which an engine that has not returned from a batch, counted
     *     from the batch's deadline, is replaced; default PT5S
     */
    public record Queue(int capacity, int batch, Duration delay, int workers, Duration hung) {}

    /**
     * How engines that come and go are taken up.
     *
     * @param scan {@code ocr.plugins.scan}: ISO 8601 duration between looks into the folder of engines, should the file system not
     *     tell of changes; default PT5S
     * @param patience {@code ocr.plugins.patience}: ISO 8601 duration that loading an engine, probing it, or opening a model
     *     on it may take; default PT30S
     */
    public record Plugins(Duration scan, Duration patience) {}

    /**
     * Who may call.
     *
     * @param keys {@code ocr.keys.file}: the keys that are known, as {@code lisible key} writes them; default
     *     {@code lisible.keys} in the folder that the server was started in, which need not be there
     * @param read {@code ocr.keys.read}: who may read without a key; default {@code auto}
     * @param origins {@code ocr.cors.origins}: whose pages may call from a browser; default none
     * @param rate {@code ocr.clients.rate}: requests a second of one client, 0 for any number; default 1,000 for each
     *     processor
     * @param burst {@code ocr.clients.burst}: requests of one client at once; default those of two seconds
     */
    public record Access(Path keys, ReadAccess read, Set<String> origins, long rate, long burst) {}

    /** Who may read without a key. */
    public enum ReadAccess {
        /** Callers on the same machine, and nobody else. */
        AUTO,
        /** Nobody. */
        REQUIRED,
        /** Everybody. */
        FREE
    }

    /**
     * Whether answers are kept.
     *
     * @param on {@code ocr.cache}: {@code true} keeps answers in the server's JCache; default {@code false}
     * @param time {@code ocr.cache.time}: ISO 8601 duration for which an answer is kept; default PT1H
     */
    public record Cache(boolean on, Duration time) {}

    /** What one engine is set to; empty if nothing. */
    public Map<String, String> ofEngine(String id) {
        return engineSettings.getOrDefault(id, Map.of());
    }
}
