package io.azulejo.models.store;

import io.azulejo.models.ModelException;
import io.azulejo.models.analysis.Analysis;
import io.azulejo.models.analysis.ReceptiveField;
import io.azulejo.models.card.Card;
import io.azulejo.models.onnx.OnnxModel;
import io.azulejo.models.onnx.OnnxReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** Loads models by shipped name or by location. Safe for many threads; keeps nothing. */
public final class ModelStore {
    private static final int LARGEST_MODEL = 1 << 30;
    private static final int LARGEST_CARD = 1 << 20;
    private static final Pattern EXTENSION = Pattern.compile("(?i)\\.onnx$");

    private final Opener opener;

    /** A store that reads locations through {@code opener}. */
    public ModelStore(Opener opener) {
        this.opener = Objects.requireNonNull(opener, "opener");
    }

    /** Names of the models that ship with this version, in alphabetical order. */
    public static List<String> shipped() {
        return ShippedModels.NAMES;
    }

    /**
     * Loads and checks a model. The radius of its card is the one that its graph gives; what the card states counts only
     * where the graph has operators that are not understood.
     *
     * @param nameOrLocation a shipped name, else a path or URI that the opener knows; a JSON beside it, of the same name
     *     with the extension {@code .json}, is its card
     * @throws ModelException if there is no such model, or it is not an image-to-image network with a card
     * @throws IOException if the location is there and cannot be read
     */
    public Model load(String nameOrLocation) throws ModelException, IOException {
        if (ShippedModels.NAMES.contains(nameOrLocation)) {
            try (InputStream in = ShippedModels.open(nameOrLocation)) {
                return admitted(nameOrLocation, nameOrLocation, in.readAllBytes(), Optional.empty());
            }
        }
        byte[] onnx = bytes(nameOrLocation, LARGEST_MODEL)
                .orElseThrow(() -> new ModelException(ShippedModels.unknown(nameOrLocation)));
        Optional<byte[]> beside = bytes(besides(nameOrLocation), LARGEST_CARD);
        return admitted(nameOrLocation, baseName(nameOrLocation), onnx, beside);
    }

    private static Model admitted(String what, String name, byte[] onnx, Optional<byte[]> beside)
            throws ModelException {
        OnnxModel network = OnnxReader.read(ByteBuffer.wrap(onnx), what);
        Card card = card(what, network, beside);
        int channels = ImageToImage.channels(network.graph(), what);
        Analysis analysis = Analysis.of(network);
        ImageToImage.agree(card, channels, analysis, what);
        Card sized = card.withSizes(ImageToImage.sizes(network.graph(), card, analysis, what));
        Card known = analysis.receptiveField() instanceof ReceptiveField.Unknown
                ? sized
                : sized.withRadius(analysis.radius());
        String sum = beside.isPresent() ? Model.sha256(onnx, beside.get()) : Model.sha256(onnx);
        return new Model(name, onnx, known, sum);
    }

    private static Card card(String what, OnnxModel network, Optional<byte[]> beside) throws ModelException {
        if (beside.isPresent()) {
            return Card.parse(new String(beside.get(), StandardCharsets.UTF_8), besides(what));
        }
        String inside = network.metadata().get(Card.METADATA_KEY);
        if (inside == null) {
            throw new ModelException(
                    "%s has no card, so nothing is known of its scale and task: adopt it (`models adopt`), or put a JSON beside it, %s, with at least name, task, scale and channels"
                            .formatted(what, besides(what)));
        }
        return Card.parse(inside, what);
    }

    /** The bytes at a location; empty where nothing is there. */
    private Optional<byte[]> bytes(String location, int most) throws ModelException, IOException {
        try (InputStream in = opener.open(location)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new ModelException("%s is larger than %d bytes, the most that is read".formatted(location, most));
            }
            return Optional.of(bytes);
        } catch (NoSuchFileException | FileNotFoundException e) {
            return Optional.empty();
        }
    }

    private static String besides(String location) {
        return EXTENSION.matcher(location).replaceFirst("") + ".json";
    }

    private static String baseName(String location) {
        String file = location.substring(Math.max(location.lastIndexOf('/'), location.lastIndexOf('\\')) + 1);
        return EXTENSION.matcher(file).replaceFirst("");
    }
}
