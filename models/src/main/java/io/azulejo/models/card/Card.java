package io.azulejo.models.card;

import io.azulejo.models.ModelException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a model says of itself. It lies in the model's ONNX metadata under {@link #METADATA_KEY}, or in a JSON beside
 * the model. Immutable.
 *
 * @param name what the user calls it
 * @param task {@code super-resolution}, {@code denoise}, {@code deblock} or another word of the field
 * @param scale output over input, a side; 1 to 16
 * @param mark what a restored picture says of itself: an IPTC digital source type (a URI)
 * @param config the network's hyper-parameters under its authors' names; empty where nothing is known
 * @param layout of input and output: always {@code NCHW}
 * @param range of the input's samples: always {@code 0..1}, coded as in the file
 * @param channels of input and output: 1 or 3
 * @param radius how far, in input pixels, an output sample can depend on the input; empty where it is the whole picture
 * @param halo calibrated halo; empty where none was calibrated
 * @param parameters stored numbers of the network
 * @param sha256 of the weights file that the model was made from, in hexadecimal
 * @param bytesPerPixel memory of one run, in bytes an input pixel, as measured
 * @param degradation what the training pictures went through
 * @param measured figures that the model reaches, by data set
 * @param protocol how they were measured
 * @param training data and settings
 * @param licence of the weights
 * @param sizes what inputs the network takes
 * @param chromaMargin levels of 8 bits by which the chroma (Cb, Cr) of an output pixel may leave that of the 3 by 3 input
 *     pixels around it; empty where the network may give any colour
 * @param adopted what was found out of a network from elsewhere, and how, by field; empty for networks of this project
 * @param other fields of the JSON that this version does not know, kept as they are
 */
public record Card(
        String name,
        String task,
        int scale,
        String mark,
        Map<String, Object> config,
        String layout,
        String range,
        int channels,
        OptionalInt radius,
        Optional<Halo> halo,
        OptionalLong parameters,
        Optional<String> sha256,
        OptionalInt bytesPerPixel,
        Optional<String> degradation,
        Map<String, Object> measured,
        Optional<String> protocol,
        Map<String, Object> training,
        Optional<String> licence,
        Sizes sizes,
        OptionalInt chromaMargin,
        Map<String, Object> adopted,
        Map<String, Object> other) {

    /** Key of the ONNX metadata entry that holds the card as JSON. */
    public static final String METADATA_KEY = "azulejo.card";

    /**
     * The IPTC digital source type of pictures that a network trained for fidelity has enhanced.
     * Source: IPTC NewsCodes, Digital Source Type.
     */
    public static final String ALGORITHMICALLY_ENHANCED =
            "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicallyEnhanced";

    /** A card of what every card must say; the rest empty, to be filled by the {@code with} methods. */
    public static Card of(String name, String task, int scale, int channels) {
        return new Card(
                name,
                task,
                scale,
                ALGORITHMICALLY_ENHANCED,
                Map.of(),
                "NCHW",
                "0..1",
                channels,
                OptionalInt.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Sizes.ANY,
                OptionalInt.empty(),
                Map.of(),
                Map.of());
    }

    /**
     * Reads a card.
     *
     * @param what names the card in messages, such as the file it lies in
     * @throws ModelException if it is no JSON object, a field that must be there is missing, or one is out of its range
     */
    public static Card parse(String json, String what) throws ModelException {
        return CardJson.parse(json, what);
    }

    /** The card as JSON of several lines; the same card gives the same text. */
    public String toJson() {
        return CardJson.write(this);
    }

    /** The fields of {@link #toJson()}, in its order. */
    public Map<String, Object> toFields() {
        return CardJson.fields(this);
    }

    /** This card with another radius; empty for one that is the whole picture. */
    public Card withRadius(OptionalInt value) {
        return CardJson.with(this, "radius", CardJson.radius(value));
    }

    /** This card with a calibrated halo. */
    public Card withHalo(Halo value) {
        return CardJson.with(this, "halo", CardJson.halo(value));
    }

    /** This card with a measured memory of a run, in bytes an input pixel. */
    public Card withBytesPerPixel(int value) {
        return CardJson.with(this, "bytesPerPixel", value);
    }

    /** This card with the network's hyper-parameters. */
    public Card withConfig(Map<String, Object> value) {
        return CardJson.with(this, "config", value);
    }

    /** This card with the count of stored numbers. */
    public Card withParameters(long value) {
        return CardJson.with(this, "parameters", value);
    }

    /** This card with more fields, under names that are none of its own. */
    public Card withNotes(Map<String, Object> notes) {
        Card noted = this;
        for (Map.Entry<String, Object> note : notes.entrySet()) {
            noted = CardJson.with(noted, note.getKey(), note.getValue());
        }
        return noted;
    }

    /** This card with the sum of the weights file that the model was made from. */
    public Card withSha256(String value) {
        return CardJson.with(this, "sha256", value);
    }

    /** This card with another word for what a restored picture says of itself. */
    public Card withMark(String value) {
        return CardJson.with(this, "mark", value);
    }

    /** This card with what inputs the network takes. */
    public Card withSizes(Sizes value) {
        return CardJson.with(this, "sizes", CardJson.sizes(value));
    }

    /** This card with the levels of 8 bits, 0..255, by which the output's chroma may leave the input's around it. */
    public Card withChromaMargin(int value) {
        return CardJson.with(this, "chromaMargin", value);
    }

    /** This card with what was found out of a network from elsewhere, and how. */
    public Card withAdopted(Map<String, Object> value) {
        return CardJson.with(this, "adopted", value);
    }
}
