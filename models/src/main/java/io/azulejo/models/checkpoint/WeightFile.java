package io.azulejo.models.checkpoint;

import io.azulejo.models.ModelException;
import io.azulejo.models.file.FileKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;

/**
 * A file of weights of any kind that is read: PyTorch's zip ({@code .pth}, {@code .pt}), PyTorch's format before that,
 * {@code .safetensors}; told by its content.
 *
 * @param container which kind, in words
 * @param key under which the tensors lay; empty where they lay bare
 * @param checkpoint the tensors; their numbers are views of the file
 */
public record WeightFile(String container, Optional<String> key, Checkpoint checkpoint) {
    /**
     * Opens a file of this machine; the file must not change while its tensors are in use.
     *
     * @param key under which the tensors lie, as was asked for; empty for where they usually lie: {@code params_ema},
     *     {@code params}, {@code state_dict} and others, else bare, else in the only dictionary of tensors
     * @param what names the file in messages
     * @throws ModelException if it is none, or not exactly right, or has no such key
     * @throws IOException if it cannot be read
     */
    public static WeightFile open(Path file, Optional<String> key, String what) throws ModelException, IOException {
        if (!Files.exists(file)) {
            throw new ModelException("%s is not there: name a file of weights".formatted(what));
        }
        if (Files.isDirectory(file)) {
            throw new ModelException("%s is a folder: name a file of weights".formatted(what));
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() > Integer.MAX_VALUE) {
                throw new ModelException(
                        "%s has %d bytes; at most %d are read".formatted(what, channel.size(), Integer.MAX_VALUE));
            }
            return read(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()), key, what);
        }
    }

    /** The same of a file's bytes, from position to limit; shared with the result and not to be changed. */
    public static WeightFile read(ByteBuffer file, Optional<String> key, String what) throws ModelException {
        WeightFile read = asWritten(file.slice(), key, what);
        return new WeightFile(read.container, read.key, read.checkpoint.withoutPrefix());
    }

    private static WeightFile asWritten(ByteBuffer bytes, Optional<String> key, String what) throws ModelException {
        if (what.toLowerCase(Locale.ROOT).endsWith(".safetensors")
                && FileKind.of(bytes).isEmpty()) {
            return safetensors(bytes, key, what);
        }
        FileKind kind = FileKind.of(bytes)
                .orElseThrow(() -> new ModelException(
                        "%s is no file of weights: PyTorch's .pth or .pt, or .safetensors is right".formatted(what)));
        return switch (kind) {
            case SAFETENSORS -> safetensors(bytes, key, what);
            case TORCH_ZIP, ZIP -> TorchZip.read(bytes, key, what);
            case TORCH_LEGACY -> TorchLegacy.read(bytes, key, what);
            default -> throw kind.insteadOf("a file of weights", what);
        };
    }

    private static WeightFile safetensors(ByteBuffer bytes, Optional<String> key, String what) throws ModelException {
        if (key.isPresent()) {
            throw new ModelException("%s is a .safetensors file, which has no keys: leave --key away".formatted(what));
        }
        return new WeightFile(".safetensors", key, Safetensors.read(bytes, what));
    }
}
