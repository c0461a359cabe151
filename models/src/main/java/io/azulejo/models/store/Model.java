package io.azulejo.models.store;

import io.azulejo.models.analysis.Analysis;
import io.azulejo.models.card.Card;
import io.azulejo.models.onnx.OnnxModel;
import io.azulejo.models.onnx.OnnxProperties;
import io.azulejo.models.onnx.OnnxWriter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * A network that is ready to be run.
 *
 * @param name what the user called it: a shipped name, or the file's name without folder and extension
 * @param onnx the ONNX file's bytes; shared and not to be changed
 * @param card what it says of itself
 * @param sha256 hexadecimal, of the ONNX bytes as loaded, with the bytes of the JSON beside them appended where there
 *     is one
 */
@SuppressWarnings("ArrayRecordComponent") // identity is the sum, and equality is never asked for
public record Model(String name, byte[] onnx, Card card, String sha256) {
    /** A new network under the card's name; its card gets the radius and the count of parameters from the graph. */
    public static Model of(OnnxModel network, Card card) {
        Analysis analysis = Analysis.of(network);
        Card known = card.withRadius(analysis.radius()).withParameters(analysis.parameters());
        OnnxModel carded = new OnnxModel(
                network.irVersion(),
                network.producer(),
                network.opsets(),
                network.graph(),
                Map.of(Card.METADATA_KEY, known.toJson()));
        byte[] onnx = OnnxWriter.write(carded);
        return new Model(card.name(), onnx, known, sha256(onnx));
    }

    /** The same network with another card in its metadata; the same card gives the same bytes. */
    public Model withCard(Card other) {
        byte[] changed = OnnxProperties.with(onnx, Card.METADATA_KEY, other.toJson());
        return new Model(name, changed, other, sha256(changed));
    }

    /** The sum of byte arrays in a row, in hexadecimal. */
    static String sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
