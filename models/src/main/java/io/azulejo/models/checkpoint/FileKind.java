package io.azulejo.models.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a file is by its first bytes: a file of weights, or what people take for one. */
enum FileKind {
    ZIP("a zip"),
    PICKLE("a pickle"),
    SAFETENSORS("a .safetensors file"),
    EMPTY("empty: download it again"),
    LFS_POINTER("a Git LFS pointer and not the file that it stands for: fetch that with git lfs pull"),
    WEB_PAGE("a web page: download the file itself"),
    PICTURE("a picture and no file of weights"),
    TAR("a tar checkpoint, too old to be read: load and save it with PyTorch 1.6 or later");

    private static final int TAR_MAGIC = 257;
    private static final int SAFETENSORS_HEADER = 8;

    private final String words;

    FileKind(String words) {
        this.words = words;
    }

    /** What a message says it is, and what to do. */
    String words() {
        return words;
    }

    static Optional<FileKind> of(ByteBuffer file) {
        if (!file.hasRemaining()) {
            return Optional.of(EMPTY);
        }
        // First, because the length of its header may begin like anything.
        if (begins(file, SAFETENSORS_HEADER, "{")) {
            return Optional.of(SAFETENSORS);
        }
        if (begins(file, 0, "PK")) {
            return Optional.of(ZIP);
        }
        if ((file.get(0) & 0xff) == 0x80) {
            return Optional.of(PICKLE);
        }
        if (begins(file, 0, "version https://git-lfs")) {
            return Optional.of(LFS_POINTER);
        }
        if (begins(file, 0, "<")) {
            return Optional.of(WEB_PAGE);
        }
        if (begins(file, 1, "PNG")
                || ((file.get(0) & 0xff) == 0xff && file.limit() > 1 && (file.get(1) & 0xff) == 0xd8)) {
            return Optional.of(PICTURE);
        }
        if (begins(file, TAR_MAGIC, "ustar")) {
            return Optional.of(TAR);
        }
        return Optional.empty();
    }

    private static boolean begins(ByteBuffer file, int at, String text) {
        byte[] wanted = text.getBytes(StandardCharsets.US_ASCII);
        if (file.limit() < at + wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (file.get(at + i) != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
