package io.azulejo.models.onnx;

import java.nio.ByteBuffer;

/** The metadata properties of an ONNX file, changed without touching anything else in it. */
public final class OnnxProperties {
    private static final int MODEL_METADATA = 14;

    private OnnxProperties() {}

    /**
     * The file with a property set; all other bytes keep their order, and the property comes last.
     *
     * @param file bytes that {@link OnnxReader} has read before
     */
    public static byte[] with(byte[] file, String key, String value) {
        ProtoWriter out = new ProtoWriter();
        try {
            ProtoReader in = new ProtoReader(ByteBuffer.wrap(file), new ProtoReader.Budget(Integer.MAX_VALUE));
            int start = 0;
            while (in.next()) {
                boolean replaced = in.field() == MODEL_METADATA && holds(in.message(), key);
                if (in.field() != MODEL_METADATA) {
                    in.skip();
                }
                int end = file.length - in.rest().remaining();
                if (!replaced) {
                    out.append(ByteBuffer.wrap(file, start, end - start));
                }
                start = end;
            }
        } catch (MalformedOnnx e) {
            throw new IllegalArgumentException("not a model that was read before", e);
        }
        OnnxWriter.writeProperty(out, key, value);
        return out.toBytes();
    }

    private static boolean holds(ProtoReader property, String key) throws MalformedOnnx {
        boolean holds = false;
        while (property.next()) {
            if (property.field() == 1) {
                holds = property.text().equals(key);
            } else {
                property.skip();
            }
        }
        return holds;
    }
}
