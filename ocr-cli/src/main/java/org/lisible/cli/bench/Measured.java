package org.lisible.cli.bench;

import java.util.List;
import java.util.Map;

import org.lisible.model.Manifest;

/**
 * All that was measured of one network.
 *
 * @param manifest the network
 * @param first the peer that the others are compared with
 * @param descriptions what each peer is, with its version
 * @param results by threads and batch
 * @param profiles where the first peer's time goes, on one thread
 */
public record Measured(
        Manifest manifest,
        Peer.Kind first,
        Map<Peer.Kind, String> descriptions,
        List<Match.Result> results,
        List<Contender.Profile> profiles) {

    /** The other peers, in their order. */
    List<Peer.Kind> others() {
        return descriptions.keySet().stream().filter(kind -> kind != first).toList();
    }
}
