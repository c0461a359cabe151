package io.azulejo.models.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.azulejo.models.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads {@code .safetensors}: eight bytes of header length, a header in JSON, and the tensors' bytes without gap or
 * overlap. Files are data from outside, so every rule of the format is checked. Source: the safetensors README,
 * "Format".
 */
public final class Safetensors {
    private static final String METADATA = "__metadata__";

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(CheckpointLimits.NESTING)
                    .maxNumberLength(100)
                    .maxStringLength(1 << 20)
                    .maxNameLength(CheckpointLimits.NAME_BYTES)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private final String what;
    private final ByteBuffer data;
    private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    private final List<SafeTensor> inOrder = new ArrayList<>();

    private Safetensors(String what, ByteBuffer data) {
        this.what = what;
        this.data = data;
    }

    /**
     * Reads a file's header; the tensors are views of its bytes.
     *
     * @param file from position to limit; shared with the result and not to be changed
     * @param what names the file in messages
     * @throws ModelException if anything is not as the format says
     */
    public static Checkpoint read(ByteBuffer file, String what) throws ModelException {
        ByteBuffer bytes = file.slice().order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.remaining() < 8) {
            throw refused(what, "%d bytes; the header length alone takes 8".formatted(bytes.remaining()));
        }
        long length = bytes.getLong();
        if (length < 2 || length > bytes.remaining()) {
            throw refused(
                    what,
                    "its header length is %s where %d bytes follow"
                            .formatted(Long.toUnsignedString(length), bytes.remaining()));
        }
        if (length > CheckpointLimits.SAFETENSORS_HEADER) {
            throw refused(
                    what,
                    "its header length is %d; at most %d is read"
                            .formatted(length, CheckpointLimits.SAFETENSORS_HEADER));
        }
        ByteBuffer data = bytes.slice(8 + (int) length, bytes.limit() - 8 - (int) length);
        Safetensors reader = new Safetensors(what, data.order(ByteOrder.LITTLE_ENDIAN));
        reader.header(bytes.slice(8, (int) length));
        reader.checkLayout();
        return new Checkpoint(what, reader.tensors);
    }

    private void header(ByteBuffer header) throws ModelException {
        if (header.get(0) != '{') {
            throw refused(what, "its header must begin with {");
        }
        Reader text = new InputStreamReader(new BufferStream(header), StandardCharsets.UTF_8.newDecoder());
        try (JsonParser json = JSON.createParser(text)) {
            json.nextToken();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                checkName(name);
                json.nextToken();
                if (name.equals(METADATA)) {
                    skipMetadata(json);
                } else {
                    add(SafeTensor.parse(name, json, what, data));
                }
            }
            if (json.nextToken() != null) {
                throw refused(what, "its header goes on after the closing }");
            }
        } catch (CharacterCodingException e) {
            throw refused(what, "its header is not UTF-8");
        } catch (JsonProcessingException e) {
            throw refused(what, "its header is no right JSON: " + firstLine(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (tensors.isEmpty()) {
            throw refused(what, "its header names no tensor");
        }
    }

    private void checkName(String name) throws ModelException {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
            throw refused(what, "the name %s is not UTF-8".formatted(ModelException.quote(name)));
        }
        if (name.length() > CheckpointLimits.NAME_BYTES) {
            throw refused(what, "the name %s has %d characters".formatted(ModelException.quote(name), name.length()));
        }
    }

    private void add(SafeTensor tensor) throws ModelException {
        if (tensors.size() == CheckpointLimits.TENSORS) {
            throw refused(what, "too many tensors: at most %d are read".formatted(CheckpointLimits.TENSORS));
        }
        tensors.put(tensor.name(), tensor);
        inOrder.add(tensor);
    }

    private void skipMetadata(JsonParser json) throws ModelException, IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw refused(what, "__metadata__ must be an object of texts");
        }
        while (json.nextToken() != JsonToken.END_OBJECT) {
            if (json.nextToken() != JsonToken.VALUE_STRING) {
                throw refused(
                        what,
                        "__metadata__ must be an object of texts; %s is none"
                                .formatted(ModelException.quote(json.currentName())));
            }
        }
    }

    /** No gap, no overlap, nothing left over. */
    private void checkLayout() throws ModelException {
        inOrder.sort(
                (a, b) -> a.begin() != b.begin() ? Long.compare(a.begin(), b.begin()) : Long.compare(a.end(), b.end()));
        long reached = 0;
        for (SafeTensor tensor : inOrder) {
            if (tensor.begin() < reached) {
                throw refused(
                        what,
                        "tensor %s begins at offset %d, inside the one before it, which ends at %d"
                                .formatted(ModelException.quote(tensor.name()), tensor.begin(), reached));
            }
            if (tensor.begin() > reached) {
                throw refused(
                        what,
                        "tensor %s begins at offset %d; it must be %d, for there may be no gap"
                                .formatted(ModelException.quote(tensor.name()), tensor.begin(), reached));
            }
            reached = tensor.end();
        }
        if (reached != data.limit()) {
            throw refused(what, "its tensors end at offset %d and its data at %d".formatted(reached, data.limit()));
        }
    }

    static ModelException refused(String what, String why) {
        return new ModelException("%s is not a right .safetensors file: %s".formatted(what, why));
    }

    private static String firstLine(JsonProcessingException e) {
        String line = e.getOriginalMessage().lines().findFirst().orElse("");
        return ModelException.quote(line);
    }

    /** A buffer's bytes as a stream, so that a long header is decoded piece by piece. */
    private static final class BufferStream extends InputStream {
        private final ByteBuffer left;

        BufferStream(ByteBuffer bytes) {
            left = bytes;
        }

        @Override
        public int read() {
            return left.hasRemaining() ? left.get() & 0xff : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (!left.hasRemaining()) {
                return -1;
            }
            int count = Math.min(length, left.remaining());
            left.get(target, offset, count);
            return count;
        }
    }
}
