package io.azulejo.models.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The first bytes of a file. Sources: the formats' own definitions; the marks of archives are those of file(1).
 *
 * @param bytes all of the file that is there
 */
record FileHead(ByteBuffer bytes) {
    /** How much of a text is looked at. */
    private static final int LOOKED_AT = 2048;

    private static final int SAFETENSORS_HEADER = 8;
    private static final int LONGEST_SAFETENSORS_HEADER = 100_000_000;
    private static final int ZIP_NAME_LENGTH = 26;
    private static final int ZIP_NAME = 30;
    private static final int TAR_MAGIC = 257;

    /** Marks at the very beginning, one byte a character. */
    private static final Map<String, FileKind> FIRST = new LinkedHashMap<>();

    /** Marks of flat buffers, behind the place of their root. */
    private static final Map<String, FileKind> FOURTH = Map.of("TFL3", FileKind.TFLITE, "ORTM", FileKind.ORT);

    static {
        FIRST.put("version https://git-lfs", FileKind.LFS_POINTER);
        FIRST.put("\u0080", FileKind.TORCH_LEGACY);
        FIRST.put("\u001f\u008b", FileKind.COMPRESSED);
        FIRST.put("\u00fd7zXZ", FileKind.COMPRESSED);
        FIRST.put("BZh", FileKind.COMPRESSED);
        FIRST.put("7z\u00bc\u00af", FileKind.COMPRESSED);
        FIRST.put("Rar!", FileKind.COMPRESSED);
        FIRST.put("(\u00b5/\u00fd", FileKind.COMPRESSED);
        FIRST.put("\u0089HDF", FileKind.HDF5);
        FIRST.put("\u0093NUMPY", FileKind.NUMPY);
        FIRST.put("GGUF", FileKind.GGUF);
        FIRST.put("7767517", FileKind.NCNN);
        FIRST.put("\u0089PNG", FileKind.PICTURE);
        FIRST.put("\u00ff\u00d8\u00ff", FileKind.PICTURE);
    }

    FileHead {
        bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    Optional<FileKind> kind() {
        if (bytes.limit() == 0) {
            return Optional.of(FileKind.EMPTY);
        }
        // First, because the length of its header may begin like anything.
        if (begins(SAFETENSORS_HEADER, "{")
                && Long.compareUnsigned(bytes.getLong(0), LONGEST_SAFETENSORS_HEADER) <= 0) {
            return Optional.of(FileKind.SAFETENSORS);
        }
        return byMark().or(() -> new ProtoHead(bytes).kind())
                .or(this::byText)
                .or(() -> begins(SAFETENSORS_HEADER, "{") ? Optional.of(FileKind.SAFETENSORS) : Optional.empty())
                .or(() -> zeros() ? Optional.of(FileKind.ZEROS) : Optional.empty());
    }

    private Optional<FileKind> byMark() {
        if (begins(0, "PK")) {
            return Optional.of(firstInZip().endsWith("/data.pkl") ? FileKind.TORCH_ZIP : FileKind.ZIP);
        }
        if (begins(TAR_MAGIC, "ustar")) {
            boolean weights = begins(0, "sys_info") || begins(0, "pickle") || begins(0, "tensors");
            return Optional.of(weights || begins(0, "storages") ? FileKind.TORCH_TAR : FileKind.TAR);
        }
        return marked(0, FIRST).or(() -> marked(4, FOURTH));
    }

    private Optional<FileKind> marked(int at, Map<String, FileKind> marks) {
        return marks.entrySet().stream()
                .filter(mark -> begins(at, mark.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private String firstInZip() {
        if (bytes.limit() < ZIP_NAME) {
            return "";
        }
        return text(ZIP_NAME, bytes.getShort(ZIP_NAME_LENGTH) & 0xffff);
    }

    private Optional<FileKind> byText() {
        CharBuffer text = CharBuffer.allocate(LOOKED_AT);
        // Not told that it ends here, because a letter may be cut.
        boolean readable = !StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(bytes.slice(0, Math.min(bytes.limit(), LOOKED_AT)), text, false)
                        .isError()
                && text.flip().chars().noneMatch(letter -> letter < ' ' && !Character.isWhitespace(letter));
        if (!readable) {
            return Optional.empty();
        }
        String begun = text.toString().replaceFirst("^\ufeff", "").strip().toLowerCase(Locale.ROOT);
        if (begun.startsWith("{") || begun.startsWith("[")) {
            return Optional.of(FileKind.JSON);
        }
        if (!begun.startsWith("<")) {
            return Optional.of(FileKind.TEXT);
        }
        if (begun.contains("<net ")) {
            return Optional.of(FileKind.OPENVINO);
        }
        boolean xml = begun.startsWith("<?xml") && !begun.contains("<html");
        return Optional.of(xml ? FileKind.XML : FileKind.WEB_PAGE);
    }

    private boolean zeros() {
        for (int i = 0; i < Math.min(bytes.limit(), LOOKED_AT); i++) {
            if (bytes.get(i) != 0) {
                return false;
            }
        }
        return true;
    }

    /** As many bytes as are there, one a character. */
    private String text(int at, int length) {
        byte[] part = new byte[Math.min(length, bytes.limit() - at)];
        bytes.get(at, part);
        return new String(part, StandardCharsets.ISO_8859_1);
    }

    private boolean begins(int at, String mark) {
        return bytes.limit() >= at + mark.length() && text(at, mark.length()).equals(mark);
    }
}
