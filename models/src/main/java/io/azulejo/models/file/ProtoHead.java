package io.azulejo.models.file;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The outermost fields of a file in protocol buffers, which have no mark: frameworks that use them are told by the
 * numbers of their fields. Sources: onnx.proto3 (ModelProto), TensorFlow's saved_model.proto and graph.proto, Core ML's
 * Model.proto, PaddlePaddle's framework.proto.
 *
 * @param bytes all of the file that is there
 */
record ProtoHead(ByteBuffer bytes) {
    private static final int VARINT = 0;
    private static final int LENGTH = 2;
    private static final int MOST_FIELDS = 64;
    private static final int ONNX_GRAPH = 7;

    /** Core ML's kinds of network are numbered from here on. */
    private static final int COREML_LEAST = 200;

    private static final int COREML_MOST = 3000;

    /**
     * One field.
     *
     * @param number of it
     * @param wire kind of it
     * @param content where that begins
     * @param end where the next begins; beyond the file where that is cut off
     */
    private record Field(int number, int wire, int content, long end) {}

    Optional<FileKind> kind() {
        List<Field> fields = fields();
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        Field first = fields.get(0);
        if (first.number == 1 && first.wire == LENGTH) {
            return nested(first);
        }
        if (first.number != 1 || first.wire != VARINT) {
            return Optional.empty();
        }
        Field last = fields.get(fields.size() - 1);
        if (last.number == ONNX_GRAPH && last.wire == LENGTH) {
            return Optional.of(FileKind.ONNX);
        }
        if (last.number >= COREML_LEAST && last.wire == LENGTH) {
            return Optional.of(FileKind.COREML);
        }
        boolean saved = fields.size() > 1 && fields.stream().skip(1).allMatch(field -> field.number == 2);
        return saved && last.end >= bytes.limit() ? Optional.of(FileKind.SAVED_MODEL) : Optional.empty();
    }

    /** The fields until one tells; none where the bytes are no fields. */
    private List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        long at = 0;
        while (at < bytes.limit() && fields.size() < MOST_FIELDS) {
            Optional<Field> field = field((int) at);
            if (field.isEmpty()) {
                return List.of();
            }
            fields.add(field.get());
            int number = field.get().number;
            if (number == ONNX_GRAPH || number >= COREML_LEAST || (number == 1 && field.get().wire == LENGTH)) {
                break;
            }
            at = field.get().end;
        }
        return fields;
    }

    private Optional<Field> field(int at) {
        Optional<long[]> key = varint(at);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        long number = key.get()[0] >>> 3;
        int wire = (int) key.get()[0] & 7;
        Optional<long[]> value = varint((int) key.get()[1]);
        if (number < 1 || number > COREML_MOST || (wire != VARINT && wire != LENGTH) || value.isEmpty()) {
            return Optional.empty();
        }
        int content = (int) value.get()[1];
        long end = wire == LENGTH ? content + value.get()[0] : content;
        return end < content ? Optional.empty() : Optional.of(new Field((int) number, wire, content, end));
    }

    /** A number and where it ends; empty where it does not end. */
    private Optional<long[]> varint(int at) {
        long value = 0;
        for (int i = 0; i < 10 && at + i < bytes.limit(); i++) {
            value |= (long) (bytes.get(at + i) & 0x7f) << (7 * i);
            if (bytes.get(at + i) >= 0) {
                return Optional.of(new long[] {value, at + i + 1});
            }
        }
        return Optional.empty();
    }

    /** What begins with a message: TensorFlow's graphs with a node of name and operator, Paddle's with its first block. */
    private Optional<FileKind> nested(Field message) {
        int at = message.content;
        // Block 0, whose parent is block -1.
        int[] block = {0x08, 0x00, 0x10, 0xff};
        if (at + block.length <= bytes.limit()
                && IntStream.range(0, block.length).allMatch(i -> (bytes.get(at + i) & 0xff) == block[i])) {
            return Optional.of(FileKind.PADDLE);
        }
        return field(at)
                .filter(name -> name.number == 1 && name.wire == LENGTH)
                .filter(name -> name.end < Math.min(bytes.limit(), message.end))
                .flatMap(name -> field((int) name.end))
                .filter(operator -> operator.number == 2 && operator.wire == LENGTH && operator.end <= message.end)
                .map(operator -> FileKind.FROZEN_GRAPH);
    }
}
