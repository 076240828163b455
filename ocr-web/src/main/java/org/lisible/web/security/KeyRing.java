package org.lisible.web.security;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;

import org.lisible.key.ApiKey;
import org.lisible.key.KeyFile;

/**
 * The keys of a key file, read again as soon as the file is another one: a key is given or taken back without a restart.
 * What cannot be read gives nobody a key. Safe for any thread.
 */
final class KeyRing {

    private static final System.Logger LOG = System.getLogger(KeyRing.class.getName());

    private final Path file;
    private volatile Version current = new Version(null, 0, List.of());

    /** What the file held when it was changed last; a file that is not there was never changed. */
    private record Version(FileTime changed, long size, List<ApiKey> keys) {}

    KeyRing(Path file) {
        this.file = requireNonNull(file, "file is null").toAbsolutePath();
    }

    /** The key whose secret that is. All keys are looked at, so that the time tells nothing. */
    Optional<ApiKey> of(String secret) {
        Optional<ApiKey> found = Optional.empty();
        for (ApiKey key : keys()) {
            if (key.matches(secret)) {
                found = Optional.of(key);
            }
        }
        return found;
    }

    List<ApiKey> keys() {
        Version known = current;
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            if (now.lastModifiedTime().equals(known.changed()) && now.size() == known.size()) {
                return known.keys();
            }
            KeyFile read = KeyFile.read(file);
            read.faults().forEach(fault -> LOG.log(Level.WARNING, fault));
            LOG.log(Level.INFO, read.keys().size() + " keys in " + file);
            current = new Version(now.lastModifiedTime(), now.size(), read.keys());
        } catch (NoSuchFileException e) {
            current = new Version(null, 0, List.of());
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the keys cannot be read, nobody has one: " + e);
            current = new Version(null, 0, List.of());
        }
        return current.keys();
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
