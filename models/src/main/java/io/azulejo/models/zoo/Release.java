package io.azulejo.models.zoo;

import io.azulejo.models.ModelException;
import io.azulejo.models.card.Card;
import io.azulejo.models.checkpoint.Checkpoint;
import io.azulejo.models.checkpoint.Safetensors;
import io.azulejo.models.family.Families;
import io.azulejo.models.network.Network;
import io.azulejo.models.network.NetworkSettings;
import io.azulejo.models.store.Model;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Makes the ONNX file of a shipped model from its weights and its card:
 *
 * <pre>Release WEIGHTS.safetensors CARD.json OUTPUT.onnx</pre>
 *
 * The card's sum must be the weights'. What the graph tells (configuration, radius, count of parameters) is written into
 * the card by the tool.
 */
public final class Release {
    private Release() {}

    /** Runs the tool. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            System.err.println("usage: Release WEIGHTS.safetensors CARD.json OUTPUT.onnx");
            System.exit(2);
        }
        try {
            Model model = model(Path.of(arguments[0]), Path.of(arguments[1]));
            Files.write(Path.of(arguments[2]), model.onnx());
        } catch (ModelException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    /**
     * The model of a file of weights and a card.
     *
     * @throws ModelException if one of them is not right, or they do not belong together
     */
    static Model model(Path weights, Path card) throws ModelException, IOException {
        byte[] bytes = Files.readAllBytes(weights);
        Card stated = Card.parse(Files.readString(card), card.toString());
        String sum = sha256(bytes);
        if (!stated.sha256().equals(Optional.of(sum))) {
            throw new ModelException("%s is of the weights %s; %s are %s"
                    .formatted(card, stated.sha256().orElse("unstated"), weights, sum));
        }
        Checkpoint checkpoint = Safetensors.read(ByteBuffer.wrap(bytes), weights.toString());
        Network network = Families.recognise(checkpoint, NetworkSettings.none()).network();
        Model built = Families.model(stated.name(), network, checkpoint);
        Card told = built.card();
        return built.withCard(stated.withConfig(told.config())
                .withRadius(told.radius())
                .withParameters(network.parameters())
                .withNotes(network.notes()));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
