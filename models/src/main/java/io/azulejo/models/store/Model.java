package io.azulejo.models.store;

import io.azulejo.models.card.Card;

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
    /**
     * The same network with another card in its metadata; the same card gives the same bytes.
     */
    public Model withCard(Card other) {
        return new Model(name, onnx, other, sha256);
    }
}
