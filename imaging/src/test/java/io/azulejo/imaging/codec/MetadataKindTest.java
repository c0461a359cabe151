package io.azulejo.imaging.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.codec.metadata.CarryOver;
import io.azulejo.imaging.codec.metadata.Dpi;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Picture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of what becomes of what files say, row by row and format by format. */
class MetadataKindTest {
    private static final CarryOver OVER = new CarryOver(false, Optional.empty(), Dpi.SCALE, 1);
    private static final Path PAGE = Path.of("../docs/output.md");

    static Stream<Arguments> cells() {
        return Arrays.stream(MetadataKind.values())
                .flatMap(kind -> MetadataKind.WRITTEN.stream().map(format -> Arguments.of(kind, format)));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void whatTheTableSaysIsWhatHappens(MetadataKind kind, Format format) throws Exception {
        MetadataExample example = MetadataExample.of(kind);
        Codec codec = Codecs.of(format);
        Decoded source = Codecs.decode(ByteSource.of(example.file()), DecodeOptions.DEFAULT);
        if (codec.obstacle(source.picture().shape()).isPresent()) {
            assertEquals(Fate.ANOTHER_FORMAT, MetadataKind.TRANSPARENCY.fate(format));
            return;
        }
        Fate fate = kind.fate(format);
        List<String> notes = new ArrayList<>(source.notes());
        byte[] file = restored(source, codec, notes);
        Decoded again = codec.decode(ByteSource.of(file), DecodeOptions.DEFAULT);
        assertEquals(fate.kept(), example.kept().test(again), fate.words());
        assertEquals(List.of(), again.notes());
        switch (fate) {
            case NO_ROOM -> {
                assertEquals(1, notes.size(), notes.toString());
                assertTrue(notes.get(0).matches(".* left out: \\w+ has no room for (it|them)"), notes.toString());
            }
            case LEFT_OUT -> assertEquals(List.of(example.note()), notes);
            default -> assertEquals(List.of(), notes);
        }
        assertArrayEquals(file, restored(source, codec, new ArrayList<>()));
    }

    @Test
    void theDocumentHoldsTheTable() throws Exception {
        String table = MetadataKind.table();
        assertTrue(Files.readString(PAGE).contains(table), () -> "docs/output.md must hold\n" + table);
    }

    private static byte[] restored(Decoded source, Codec codec, List<String> notes) throws Exception {
        Picture picture = source.picture();
        CarryOver.Carried carried = OVER.carry(picture.metadata(), picture.shape());
        Metadata placed = codec.placed(carried.metadata());
        notes.addAll(carried.notes());
        notes.addAll(codec.omissions(placed));
        return MetadataExample.encoded(codec, picture.with(placed));
    }
}
