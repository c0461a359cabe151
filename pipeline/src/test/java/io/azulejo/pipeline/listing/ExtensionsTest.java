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
    @ValueSource(strings = {"a.txt", "a", "deep.png/a", ".png", "deep/.png", "a.", "a.png.bak", ""})
    void whatHasNoPicturesExtensionIsItsOwnStem(String path) {
        assertEquals(Optional.empty(), Extensions.of(path));
        assertEquals(path, Extensions.stem(path));
    }

    @Test
    void everyExtensionOfTheContractIsKnown() {
        String all = "png jpg jpeg jpe jfif tif tiff webp bmp gif jp2 j2k pbm pgm ppm pnm heic heif avif psd";
        for (String extension : all.split(" ")) {
            assertEquals(Optional.of(extension), Extensions.of("a." + extension));
        }
    }
}
