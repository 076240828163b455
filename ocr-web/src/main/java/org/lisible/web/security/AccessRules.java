package org.lisible.web.security;

import java.util.List;
import java.util.Set;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;

import org.lisible.OcrException;
import org.lisible.key.ApiKey;
import org.lisible.key.Role;
import org.lisible.web.settings.Settings;
import org.lisible.web.settings.Settings.ReadAccess;

/** Who may do what: the one place that decides. Administrative calls need a key always, reading by {@code ocr.keys.read}. */
@ApplicationScoped
public class AccessRules {

    /** What anybody may ask: probes have no keys, and the description of the API says how to show one. */
    private static final Set<String> OPEN = Set.of("/v2/health/live", "/v2/health/ready");
    private static final List<String> OPEN_FOLDERS = List.of("/health", "/openapi");

    /** Some two megabytes. */
    private static final int REMEMBERED_CLIENTS = 10_000;

    @Inject
    Settings settings;

    private KeyRing keys;
    private ClientLimits limits;

    @PostConstruct
    void start() {
        Settings.Access access = settings.access();
        keys = new KeyRing(access.keys());
        limits = access.rate() == 0
                ? null
                : new ClientLimits(access.rate(), access.burst(), REMEMBERED_CLIENTS, System::nanoTime);
    }

    /** The keys there are, without their secrets. */
    public List<ApiKey> keys() {
        return keys.keys();
    }

    Caller caller(HttpServletRequest request) {
        return new Credentials(request::getHeader, request.getRemoteAddr()).caller(keys);
    }

    /** @throws OcrException of kind {@code TOO_MANY} if the client has made too many requests of late */
    void requirePatience(Caller caller, String path) {
        if (limits != null && !isOpen(path) && !limits.take(caller.client())) {
            throw new OcrException(
                    OcrException.Kind.TOO_MANY,
                    "too-many-requests",
                    "there are too many requests of one client (" + caller.name() + "); the limit is "
                            + settings.access().rate() + " a second, and " + settings.access().burst() + " at once");
        }
    }

    /**
     * @param path of the application, decoded by the server
     * @throws OcrException of kind {@code UNAUTHENTICATED} if the key is unknown, or reading takes one from there
     */
    void requireReader(Caller caller, String path) {
        if (caller.impostor()) {
            throw new OcrException(
                    OcrException.Kind.UNAUTHENTICATED, "unknown-key", "the key that was sent is not known here, or no longer");
        }
        ReadAccess read = settings.access().read();
        boolean free = read == ReadAccess.FREE || read == ReadAccess.AUTO && caller.local();
        if (!free && !isOpen(path) && !caller.may(Role.READ)) {
            throw new OcrException(
                    OcrException.Kind.UNAUTHENTICATED,
                    "key-required",
                    "reading needs a key" + (read == ReadAccess.AUTO ? " from other machines" : "")
                            + "; send it as 'Authorization: Bearer KEY'. Whoever runs the server makes keys with 'lisible key', "
                            + "or lets everybody read with ocr.keys.read=free");
        }
    }

    /**
     * @throws OcrException of kind {@code UNAUTHENTICATED} without a key, {@code FORBIDDEN} if it has a smaller role or the
     *     server knows no keys
     */
    void requireAdministrator(Caller caller) {
        if (caller.may(Role.ADMIN)) {
            return;
        }
        if (caller.key().isPresent()) {
            ApiKey key = caller.key().get();
            throw new OcrException(
                    OcrException.Kind.FORBIDDEN,
                    "role-too-small",
                    "the key '" + key.name() + "' has the role " + key.role().label() + "; this call needs the role admin");
        }
        if (keys.keys().isEmpty()) {
            throw new OcrException(
                    OcrException.Kind.FORBIDDEN,
                    "no-keys",
                    "this server knows no keys, so nobody can administer it; whoever runs it makes one with "
                            + "'lisible key NAME --role admin' and puts the file where ocr.keys.file says");
        }
        throw new OcrException(
                OcrException.Kind.UNAUTHENTICATED,
                "key-required",
                "this call needs a key of the role admin; send it as 'Authorization: Bearer KEY'");
    }

    private static boolean isOpen(String path) {
        return OPEN.contains(path)
                || OPEN_FOLDERS.stream().anyMatch(folder -> path.equals(folder) || path.startsWith(folder + "/"));
    }
}
