package io.azulejo.udfs.restore;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a state dict as {@code torch.save} does. Source: PyTorch, torch/serialization.py, {@code _save}. */
final class TorchFile {
    private static final String ORDERED_DICT = "ccollections\nOrderedDict\n)R";

    private final ByteArrayOutputStream pickle = new ByteArrayOutputStream();

    private TorchFile() {}

    /** A tensor of float32, row-major. */
    @SuppressWarnings("ArrayRecordComponent") // written, never compared
    record Numbers(float[] values, int... shape) {}

    static void write(Path file, Map<String, Numbers> tensors) throws IOException {
        TorchFile torch = new TorchFile();
        torch.ascii("\u0080\2" + ORDERED_DICT + "(");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            int key = 0;
            for (Map.Entry<String, Numbers> tensor : tensors.entrySet()) {
                Numbers numbers = tensor.getValue();
                torch.tensor(tensor.getKey(), Integer.toString(key), numbers);
                ByteBuffer bytes =
                        ByteBuffer.allocate(4 * numbers.values.length).order(ByteOrder.LITTLE_ENDIAN);
                bytes.asFloatBuffer().put(numbers.values);
                entry(zip, "archive/data/" + key++, bytes.array());
            }
            torch.ascii("u.");
            entry(zip, "archive/data.pkl", torch.pickle.toByteArray());
            entry(zip, "archive/version", "3\n".getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
    }

    private void tensor(String name, String key, Numbers numbers) {
        text(name);
        ascii("ctorch._utils\n_rebuild_tensor_v2\n((");
        text("storage");
        ascii("ctorch\nFloatStorage\n");
        text(key);
        text("cpu");
        whole(numbers.values.length);
        ascii("tQK\0(");
        int stride = numbers.values.length;
        int[] strides = new int[numbers.shape.length];
        for (int axis = 0; axis < strides.length; axis++) {
            stride /= numbers.shape[axis];
            strides[axis] = stride;
        }
        Arrays.stream(numbers.shape).forEach(this::whole);
        ascii("t(");
        Arrays.stream(strides).forEach(this::whole);
        ascii("t\u0089" + ORDERED_DICT + "tR");
    }

    private void ascii(String opcodes) {
        pickle.writeBytes(opcodes.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void text(String text) {
        ascii("X");
        number(text.length());
        ascii(text);
    }

    private void whole(int value) {
        ascii("J");
        number(value);
    }

    private void number(int value) {
        pickle.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array());
    }
}
