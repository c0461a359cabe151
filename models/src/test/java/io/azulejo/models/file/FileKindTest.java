package io.azulejo.models.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Files that people give as networks or weights are called by their names. */
class FileKindTest {
    private static Optional<FileKind> kind(byte[] file) {
        return FileKind.of(ByteBuffer.wrap(file));
    }

    private static byte[] bytes(String hex) {
        String digits = hex.replace(" ", "");
        byte[] file = new byte[digits.length() / 2];
        for (int i = 0; i < file.length; i++) {
            file[i] = (byte) Integer.parseInt(digits.substring(2 * i, 2 * i + 2), 16);
        }
        return file;
    }

    @ParameterizedTest
    @CsvSource({
        "'', EMPTY",
        "'version https://git-lfs.github.com/spec/v1\noid sha256:0', LFS_POINTER",
        "'<!DOCTYPE html><title>Sign in</title>', WEB_PAGE",
        "'\ufeff\n <HTML>', WEB_PAGE",
        "'<?xml version=\"1.0\"?><!DOCTYPE html><html>', WEB_PAGE",
        "'<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>', XML",
        "'<?xml version=\"1.0\"?><net name=\"a\" version=\"11\">', OPENVINO",
        "'{\"scale\": 2}', JSON",
        "'Entry not found', TEXT",
        "'Accès refusé', TEXT",
        "'7767517\n3 3\nInput data', NCNN"
    })
    void textsAreToldByWhatTheySay(String text, FileKind kind) {
        assertEquals(Optional.of(kind), kind(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** First bytes as the frameworks' own programs write them. */
    @ParameterizedTest
    @CsvSource({
        "08 08 12 07 70 79 74 6f 72 63 68 3a 90 4e 0a 03, ONNX",
        "08 07 12 07 74 66 32 6f 6e 6e 78 1a 06 31 2e 31 35 2e 31 3a 83 02 0a, ONNX",
        "08 03 3a 02 0a 00, ONNX",
        "50 4b 03 04 00 00 08 08 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 0a 00 12 00 77 2f 64 61 74 61 2e 70 6b 6c, TORCH_ZIP",
        "50 4b 03 04 14 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 05 00 00 00 61 2e 6e 70 79, ZIP",
        "50 4b 03 04, ZIP",
        "80 02 8a 0a 6c fc 9c 46 f9 20 6a a8 50 19, TORCH_LEGACY",
        "02 00 00 00 00 00 00 00 7b 7d, SAFETENSORS",
        "1f 8b 08 00, COMPRESSED",
        "fd 37 7a 58 5a 00, COMPRESSED",
        "28 b5 2f fd, COMPRESSED",
        "1c 00 00 00 54 46 4c 33, TFLITE",
        "1c 00 00 00 4f 52 54 4d, ORT",
        "08 01 12 05 0a 03 12 01 61, SAVED_MODEL",
        "0a 10 0a 01 78 12 0b 50 6c 61 63 65 68 6f 6c 64 65 72, FROZEN_GRAPH",
        "0a 84 12 08 00 10 ff ff ff ff ff ff ff ff ff 01 1a, PADDLE",
        "08 04 12 02 0a 00 a2 1f 04 0a 02 0a 00, COREML",
        "89 48 44 46 0d 0a 1a 0a, HDF5",
        "93 4e 55 4d 50 59 01 00, NUMPY",
        "47 47 55 46 03 00 00 00, GGUF",
        "89 50 4e 47 0d 0a 1a 0a, PICTURE",
        "ff d8 ff e0, PICTURE",
        "00 00 00 00 00, ZEROS"
    })
    void othersAreToldByTheirFirstBytes(String hex, FileKind kind) {
        assertEquals(Optional.of(kind), kind(bytes(hex)));
    }

    @ParameterizedTest
    @CsvSource({"sys_info, TORCH_TAR", "network.onnx, TAR"})
    void aTarIsToldByItsFirstEntry(String entry, FileKind kind) {
        byte[] tar = new byte[1024];
        System.arraycopy(entry.getBytes(StandardCharsets.US_ASCII), 0, tar, 0, entry.length());
        System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, tar, 257, 5);
        assertEquals(Optional.of(kind), kind(tar));
    }

    @ParameterizedTest
    @CsvSource({
        "06 01 07 02",
        "08",
        "08 01",
        "0a 80",
        "0a ff ff ff ff ff ff ff ff ff 01",
        "08 01 12 80",
        "12 34 56 78 9a"
    })
    void whatIsNoneOfTheseIsNotGuessed(String hex) {
        assertEquals(Optional.empty(), kind(bytes(hex)));
    }

    @Test
    void bytesBeforeThePositionAreNoneOfTheFile() {
        ByteBuffer file =
                ByteBuffer.wrap("x<html>".getBytes(StandardCharsets.US_ASCII)).position(1);
        assertEquals(Optional.of(FileKind.WEB_PAGE), FileKind.of(file));
        assertEquals(1, file.position());
    }

    @ParameterizedTest
    @EnumSource
    void theRefusalSaysInOneLineWhatItIsWhatWasDueAndWhatToDo(FileKind kind) {
        String message = kind.insteadOf("a file of that kind", "f.bin").getMessage();
        assertTrue(message.matches("f\\.bin is .+ and not a file of that kind: .+"), message);
    }
}
