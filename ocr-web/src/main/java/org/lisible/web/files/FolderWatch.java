package org.lisible.web.files;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Has somebody look into folders as soon as something happens there, and every now and then anyway: not every file system
 * tells. Runs on the thread it is given until it is closed.
 */
public final class FolderWatch implements Runnable, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(FolderWatch.class.getName());
    private static final Duration SOON = Duration.ofMillis(250);
    private static final Duration AT_LEAST = Duration.ofMillis(100);
    private static final int DEPTH = 2;

    private final List<Path> folders;
    private final Duration interval;
    private final BooleanSupplier look;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final WatchService events;

    /**
     * @param folders and the folders in them, and in those; they may not exist yet
     * @param interval between looks when nothing happens
     * @param look whether everything was settled; if not, the next look comes soon
     */
    public FolderWatch(List<Path> folders, Duration interval, BooleanSupplier look) {
        this.folders = List.copyOf(folders);
        this.interval = interval.compareTo(AT_LEAST) < 0 ? AT_LEAST : interval;
        this.look = requireNonNull(look, "look is null");
        this.events = eventsOf(folders);
    }

    private static WatchService eventsOf(List<Path> folders) {
        try {
            return FileSystems.getDefault().newWatchService();
        } catch (IOException | UnsupportedOperationException e) {
            LOG.log(Level.WARNING, "changes in " + folders + " are noticed by looking only: " + e);
            return null;
        }
    }

    @Override
    public void run() {
        Duration pause = interval;
        try {
            while (!pause(pause)) {
                pause = look() || interval.compareTo(SOON) < 0 ? interval : SOON;
            }
        } catch (InterruptedException | ClosedWatchServiceException e) {
            // The application stops.
        }
    }

    private boolean look() {
        try {
            return look.getAsBoolean();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "cannot look into " + folders, e);
            return true;
        }
    }

    /** True once closed. */
    private boolean pause(Duration atMost) throws InterruptedException {
        if (events == null) {
            return closed.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
        }
        register();
        WatchKey key = events.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
        if (key != null) {
            // One event comes seldom alone.
            closed.await(20, TimeUnit.MILLISECONDS);
        }
        for (WatchKey next = key; next != null; next = events.poll()) {
            next.pollEvents();
            next.reset();
        }
        return closed.getCount() == 0;
    }

    /** Again before each pause: folders come and go, and registering one twice is registering it once. */
    private void register() {
        for (Path folder : folders) {
            try (Stream<Path> inside = Files.walk(folder, DEPTH)) {
                for (Path place : inside.filter(Files::isDirectory).toList()) {
                    place.register(
                            events,
                            StandardWatchEventKinds.ENTRY_CREATE,
                            StandardWatchEventKinds.ENTRY_MODIFY,
                            StandardWatchEventKinds.ENTRY_DELETE);
                }
            } catch (IOException | UncheckedIOException e) {
                LOG.log(Level.DEBUG, "cannot watch " + folder + ", which is looked into all the same", e);
            }
        }
    }

    /** Ends {@link #run} soon. */
    @Override
    public void close() {
        closed.countDown();
        try {
            if (events != null) {
                events.close();
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot stop watching " + folders, e);
        }
    }
}
