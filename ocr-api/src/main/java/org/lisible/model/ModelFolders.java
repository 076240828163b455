package org.lisible.model;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.lisible.OcrException;

/** Finds bundles under a root that holds {@code <id>/<version>/model.json}. */
public final class ModelFolders {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}(/[a-z0-9][a-z0-9.-]{0,63})?");
    private static final Pattern PIECE = Pattern.compile("\\d+|\\D+");

    /** Versions with their numbers compared as numbers: 2 before 10, 1.9 before 1.10. */
    public static final Comparator<String> BY_VERSION = ModelFolders::compareVersions;

    private ModelFolders() {}

    /** The names {@code id/version} of all bundles under the root, by id and then by version; empty if there is no root. */
    public static List<String> list(Path root) {
        return folders(root).stream()
                .flatMap(id -> folders(id).stream())
                .filter(version -> Files.isRegularFile(version.resolve(BundleReader.MANIFEST)))
                .map(version -> version.getParent().getFileName() + "/" + version.getFileName())
                .filter(name -> NAME.matcher(name).matches())
                .sorted(Comparator.comparing((String name) -> name.substring(0, name.indexOf('/')))
                        .thenComparing(name -> name.substring(name.indexOf('/') + 1), BY_VERSION))
                .toList();
    }

    /**
     * The folder of a bundle.
     *
     * @param name {@code id/version}, or {@code id} for the newest version
     * @throws OcrException of kind {@code NOT_FOUND}, code {@code unknown-model}, listing what there is
     */
    public static Path find(Path root, String name) {
        List<String> names = list(root);
        return names.reversed().stream()
                .filter(known -> known.equals(name) || known.startsWith(name + "/"))
                .findFirst()
                .map(root::resolve)
                .orElseThrow(() -> new OcrException(OcrException.Kind.NOT_FOUND, "unknown-model", "unknown model \"" + name
                        + "\"; there are: " + (names.isEmpty() ? "none in " + root : String.join(", ", names))));
    }

    private static List<Path> folders(Path parent) {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(parent)) {
            return children.filter(Files::isDirectory).toList();
        } catch (IOException e) {
            throw new OcrException(OcrException.Kind.BROKEN, "bundle-unreadable", parent + " cannot be listed: " + e, e);
        }
    }

    private static int compareVersions(String left, String right) {
        Matcher leftPiece = PIECE.matcher(left);
        Matcher rightPiece = PIECE.matcher(right);
        while (true) {
            boolean leftGoesOn = leftPiece.find();
            boolean rightGoesOn = rightPiece.find();
            if (!leftGoesOn || !rightGoesOn) {
                return leftGoesOn == rightGoesOn ? left.compareTo(right) : Boolean.compare(leftGoesOn, rightGoesOn);
            }
            int order = comparePieces(leftPiece.group(), rightPiece.group());
            if (order != 0) {
                return order;
            }
        }
    }

    private static int comparePieces(String left, String right) {
        if (Character.isDigit(left.charAt(0)) && Character.isDigit(right.charAt(0))) {
            return new BigInteger(left).compareTo(new BigInteger(right));
        }
        return left.compareTo(right);
    }
}
