package io.azulejo.models;

import io.azulejo.models.checkpoint.Checkpoint;
import io.azulejo.models.checkpoint.FloatTensor;
import io.azulejo.models.checkpoint.StoredTensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;

/**
 * Reads the reference checkpoints that PyTorch wrote: contiguous float32 tensors in a zip. For these trusted files only;
 * whatever else a pickle may hold fails.
 */
public final class StoredPth {
    private static final Object MARK = new Object();

    private final ByteBuffer pickle;
    private final Deque<Object> stack = new ArrayDeque<>();
    private final Map<Integer, Object> memo = new HashMap<>();

    private StoredPth(byte[] pickle) {
        this.pickle = ByteBuffer.wrap(pickle).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** A global's name, and what it makes of its arguments. */
    private record Global(String name) {}

    private record Storage(String key) {}

    private record Rebuilt(String key, int offset, List<Integer> shape) {}

    private record Read(String name, FloatTensor dense) implements StoredTensor {
        @Override
        public String type() {
            return "F32";
        }

        @Override
        public List<Integer> shape() {
            return dense.shape();
        }
    }

    public static Checkpoint read(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            String pickleName = zip.stream()
                    .map(Object::toString)
                    .filter(name -> name.endsWith("/data.pkl"))
                    .findFirst()
                    .orElseThrow();
            String folder = pickleName.substring(0, pickleName.length() - "data.pkl".length());
            Map<?, ?> object = (Map<?, ?>) new StoredPth(bytes(zip, pickleName)).load();
            Map<?, ?> state = object.get("params") instanceof Map<?, ?> params ? params : object;
            Map<String, StoredTensor> tensors = new LinkedHashMap<>();
            for (Map.Entry<?, ?> entry : state.entrySet()) {
                String name = (String) entry.getKey();
                Rebuilt rebuilt = (Rebuilt) entry.getValue();
                int count = 1;
                for (int side : rebuilt.shape) {
                    count *= side;
                }
                float[] values = new float[count];
                ByteBuffer.wrap(bytes(zip, folder + "data/" + rebuilt.key))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asFloatBuffer()
                        .position(rebuilt.offset)
                        .get(values);
                tensors.put(name, new Read(name, new FloatTensor(rebuilt.shape, FloatBuffer.wrap(values))));
            }
            return new Checkpoint(file.getFileName().toString(), tensors);
        }
    }

    private static byte[] bytes(ZipFile zip, String name) throws IOException {
        return zip.getInputStream(zip.getEntry(name)).readAllBytes();
    }

    private Object load() {
        while (true) {
            int opcode = pickle.get() & 0xff;
            switch (opcode) {
                case 0x80 -> pickle.get();
                case '}' -> stack.push(new LinkedHashMap<Object, Object>());
                case ')' -> stack.push(List.of());
                case '(' -> stack.push(MARK);
                case 'q' -> memo.put(pickle.get() & 0xff, stack.peek());
                case 'r' -> memo.put(pickle.getInt(), stack.peek());
                case 'h' -> stack.push(memo.get(pickle.get() & 0xff));
                case 'j' -> stack.push(memo.get(pickle.getInt()));
                case 'X' -> stack.push(text(pickle.getInt()));
                case 'c' -> stack.push(new Global(line() + "." + line()));
                case 'K' -> stack.push(pickle.get() & 0xff);
                case 'M' -> stack.push(pickle.getShort() & 0xffff);
                case 'J' -> stack.push(pickle.getInt());
                case 0x88 -> stack.push(true);
                case 0x89 -> stack.push(false);
                case 't' -> stack.push(marked());
                case 0x85, 0x86, 0x87 -> stack.push(top(opcode - 0x84));
                case 'Q' -> stack.push(new Storage((String) ((List<?>) stack.pop()).get(2)));
                case 'R' -> reduce();
                case 's' -> put(top(2));
                case 'u' -> put(marked());
                case 'b' -> stack.pop();
                case '.' -> {
                    return stack.pop();
                }
                default -> throw new IllegalStateException("opcode " + opcode);
            }
        }
    }

    private void reduce() {
        List<?> arguments = (List<?>) stack.pop();
        String name = ((Global) stack.pop()).name;
        if (name.equals("collections.OrderedDict")) {
            stack.push(new LinkedHashMap<Object, Object>());
        } else if (name.equals("torch._utils._rebuild_tensor_v2")) {
            List<Integer> shape = ((List<?>) arguments.get(2))
                    .stream().map(side -> (Integer) side).toList();
            stack.push(new Rebuilt(((Storage) arguments.get(0)).key, (Integer) arguments.get(1), shape));
        } else {
            throw new IllegalStateException(name);
        }
    }

    @SuppressWarnings("unchecked")
    private void put(List<Object> pairs) {
        for (int i = 0; i < pairs.size(); i += 2) {
            ((Map<Object, Object>) stack.element()).put(pairs.get(i), pairs.get(i + 1));
        }
    }

    private List<Object> marked() {
        List<Object> values = new ArrayList<>();
        for (Object value = stack.pop(); value != MARK; value = stack.pop()) {
            values.add(0, value);
        }
        return values;
    }

    private List<Object> top(int count) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(0, stack.pop());
        }
        return values;
    }

    private String text(int length) {
        byte[] bytes = new byte[length];
        pickle.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String line() {
        StringBuilder line = new StringBuilder();
        for (char c = (char) pickle.get(); c != '\n'; c = (char) pickle.get()) {
            line.append(c);
        }
        return line.toString();
    }
}
