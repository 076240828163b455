package org.lisible.model;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

import org.lisible.OcrException;

/**
 * The manifest as JSON, format 1. Left out may be: {@code decoder.temperature} (1), {@code input.fit} (stretch),
 * {@code input.interpolation} (bilinear), {@code input.polarity} (as-is), {@code input.glyph} ({@link InputSpec.Glyph#USUAL},
 * only with the fit glyph), {@code about}; of a residual {@code shortcut} (none); of layers {@code stride} (1, of a
 * pool the kernel), {@code padding} (0), {@code bias} (true), {@code eps} (1e-5), {@code momentum} (0.1) and {@code p}
 * (0.5), which are PyTorch's defaults.
 */
public final class ManifestJson {

    /** The format that is read and written here. */
    public static final int FORMAT = 1;

    private ManifestJson() {}

    /**
     * @param json the content of {@code model.json}; its {@code weights} entry is the bundle's and left alone here
     * @throws OcrException of kind {@code BROKEN}, code {@code manifest-malformed}, for a missing, unknown, ill-typed or
     *     impossible field, naming its path
     */
    public static Manifest read(JsonObject json) {
        JsonFields fields = new JsonFields("", json);
        int format = fields.integer("format", 1);
        if (format != FORMAT) {
            throw JsonFields.malformed("format is " + format + "; only " + FORMAT + " is read here");
        }
        String id = fields.text("id");
        String version = fields.text("version");
        String title = fields.text("title");
        String task = fields.text("task");
        InputSpec input = input(fields.object("input"));
        List<Layer> layers = layers(fields);
        Alphabet alphabet = built("alphabet", () -> Alphabet.of(fields.text("alphabet")));
        DecoderSpec decoder = decoder(fields.object("decoder"));
        Map<String, String> about = fields.has("about") ? about(fields.object("about")) : Map.of();
        fields.has("weights");
        fields.refuseOthers();
        return built("id or version", () -> new Manifest(id, version, title, task, input, layers, alphabet, decoder, about));
    }

    private static InputSpec input(JsonFields fields) {
        int channels = fields.integer("channels", 1);
        int height = fields.integer("height", 1);
        int width = fields.integer("width", 1);
        InputSpec.Fit fit = fields.constant("fit", InputSpec.Fit.class, InputSpec.Fit.STRETCH);
        InputSpec.Interpolation interpolation =
                fields.constant("interpolation", InputSpec.Interpolation.class, InputSpec.Interpolation.BILINEAR);
        double[] range = fields.range("range");
        InputSpec.Polarity polarity = fields.constant("polarity", InputSpec.Polarity.class, InputSpec.Polarity.AS_IS);
        InputSpec.Glyph glyph = fit == InputSpec.Fit.GLYPH && fields.has("glyph")
                ? glyph(fields.object("glyph"))
                : InputSpec.Glyph.USUAL;
        fields.refuseOthers();
        return built(
                "input",
                () -> new InputSpec(channels, height, width, fit, interpolation, range[0], range[1], polarity, glyph));
    }

    private static InputSpec.Glyph glyph(JsonFields fields) {
        InputSpec.Glyph glyph = new InputSpec.Glyph(
                fields.integer("size", 1), fields.integer("padding", 0), fields.integer("minimum", 1));
        fields.refuseOthers();
        return glyph;
    }

    private static List<Layer> layers(JsonFields fields) {
        Set<String> tensors = new HashSet<>();
        List<Layer> layers = fields.objects("layers").stream()
                .map(layer -> LayerJson.read(layer, tensors))
                .toList();
        if (layers.isEmpty()) {
            throw JsonFields.malformed("layers is empty");
        }
        return layers;
    }

    private static DecoderSpec decoder(JsonFields fields) {
        String type = fields.text("type");
        double temperature = fields.number("temperature", 1);
        fields.refuseOthers();
        return built("decoder", () -> new DecoderSpec(type, temperature));
    }

    private static Map<String, String> about(JsonFields fields) {
        Map<String, String> about = new LinkedHashMap<>();
        for (String name : fields.names()) {
            about.put(name, fields.text(name));
        }
        return about;
    }

    /** The values check themselves; here their complaint gets the place in the file. */
    private static <T> T built(String path, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new OcrException(
                    OcrException.Kind.BROKEN, "manifest-malformed", "model.json: " + path + ": " + e.getMessage(), e);
        }
    }

    /** The manifest with every field written out, without {@code weights}. */
    public static JsonObject write(Manifest manifest) {
        JsonObjectBuilder about = Json.createObjectBuilder();
        new TreeMap<>(manifest.about()).forEach(about::add);
        return Json.createObjectBuilder()
                .add("format", FORMAT)
                .add("id", manifest.id())
                .add("version", manifest.version())
                .add("title", manifest.title())
                .add("task", manifest.task())
                .add("input", write(manifest.input()))
                .add("layers", LayerJson.list(manifest.layers()))
                .add("alphabet", manifest.alphabet().toString())
                .add("decoder", Json.createObjectBuilder()
                        .add("type", manifest.decoder().type())
                        .add("temperature", manifest.decoder().temperature()))
                .add("about", about)
                .build();
    }

    /** An {@code InputSpec} as in {@code model.json}, with every field written out. */
    public static JsonObject write(InputSpec input) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("channels", input.channels())
                .add("height", input.height())
                .add("width", input.width())
                .add("fit", JsonFields.name(input.fit()))
                .add("interpolation", JsonFields.name(input.interpolation()))
                .add("range", Json.createArrayBuilder().add(input.low()).add(input.high()))
                .add("polarity", JsonFields.name(input.polarity()));
        if (input.fit() == InputSpec.Fit.GLYPH) {
            json.add("glyph", Json.createObjectBuilder()
                    .add("size", input.glyph().size())
                    .add("padding", input.glyph().padding())
                    .add("minimum", input.glyph().minimum()));
        }
        return json.build();
    }
}
