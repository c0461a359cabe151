package io.azulejo.pipeline.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtensionsTest {
    @ParameterizedTest
    @CsvSource({
        "a.png, png, a",
        "a.JPG, JPG, a",
        "deep/a.b.tiff, tiff, deep/a.b",
        "deep.png/a.jpeg, jpeg, deep.png/a",
        ".hidden.webp, webp, .hidden"
    })
    void theExtensionIsKeptAsWrittenAndTheStemIsTheRest(String path, String extension, String stem) {
        assertEquals(Optional.of(extension), Extensions.of(path));
        assertEquals(stem, Extensions.stem(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.txt",
                "a.hdr",
                "a.fit",
                "a.pdf",
                "a.svg",
                "a",
                "deep.png/a",
                ".png",
                "deep/.png",
                "a.",
                "a.png.bak",
                ""
            })
    void whatHasNoPicturesExtensionIsItsOwnStem(String path) {
        assertEquals(Optional.empty(), Extensions.of(path));
        assertEquals(path, Extensions.stem(path));
    }

    @Test
    void everyExtensionOfTheContractIsKnown() {
        String all =
                "png jpg jpeg jpe jfif tif tiff webp bmp gif jp2 j2k jpx jxl jxr wdp hdp jls pbm pgm ppm pnm heic heif avif"
                        + " psd psb xcf dng nef cr2 cr3 arw raf orf rw2 x3f ico cur tga pcx sgi exr dds qoi fits djvu sid dcm";
        for (String extension : all.split(" ")) {
            assertEquals(Optional.of(extension), Extensions.of("a." + extension));
        }
    }
}
