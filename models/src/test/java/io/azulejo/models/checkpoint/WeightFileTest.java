package io.azulejo.models.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.models.ModelException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file is its content says, whatever its name. */
class WeightFileTest {
    /** Lengths of the header whose first bytes are those of a web page, a pickle and a zip. */
    @ParameterizedTest
    @ValueSource(ints = {'<', 0x80, 'P' | 'K' << 8})
    void aSafetensorsFileIsToldWhateverTheLengthOfItsHeaderLooksLike(int length) throws Exception {
        String header = SafetensorsFile.RIGHT + " ".repeat(length - SafetensorsFile.RIGHT.length());
        byte[] file = SafetensorsFile.file(header, 16);
        WeightFile read = WeightFile.read(ByteBuffer.wrap(file), Optional.empty(), "w.bin");
        assertEquals(".safetensors", read.container());
        assertEquals(Set.of("w"), read.checkpoint().tensors().keySet());
    }

    @Test
    void aKeyIsForFilesThatHaveSome() {
        byte[] file = SafetensorsFile.file(SafetensorsFile.RIGHT, 16);
        String message = assertThrows(
                        ModelException.class,
                        () -> WeightFile.read(ByteBuffer.wrap(file), Optional.of("params"), "w.safetensors"))
                .getMessage();
        assertTrue(message.contains("--key"), message);
    }

    @Test
    void theKeyThatWasTakenIsTold() throws Exception {
        byte[] file = new Tiny().toBytes();
        WeightFile read = WeightFile.read(ByteBuffer.wrap(file), Optional.empty(), "w.pth");
        assertEquals(Optional.of("params"), read.key());
        assertEquals("PyTorch zip", read.container());
    }
}
