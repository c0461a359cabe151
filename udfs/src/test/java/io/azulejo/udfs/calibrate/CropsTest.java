package io.azulejo.udfs.calibrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.Shape;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CropsTest {
    @Test
    void everyCropHasAMegapixelOfEightBitColourAndNoneOverlap() throws Exception {
        Picture picture = numbered(2100, 2050);
        List<Picture> crops = Crops.take(List.of(() -> picture), 20);
        assertEquals(4, crops.size());
        Set<Integer> corners = new HashSet<>();
        for (Picture crop : crops) {
            assertTrue(crop.shape().pixels() >= 1_000_000, crop.shape().toString());
            assertEquals(3, crop.shape().channels());
            assertEquals(8, crop.shape().bits());
            corners.add(crop.sample(0, 0, 0) << 8 | crop.sample(0, 0, 1));
        }
        assertEquals(4, corners.size());
    }

    @Test
    void cropsAreSpreadOverThePictures() throws Exception {
        Picture one = numbered(2100, 2050);
        Picture other = numbered(1100, 1100);
        int[] opened = {0, 0};
        PictureSource first = () -> {
            opened[0]++;
            return one;
        };
        PictureSource second = () -> {
            opened[1]++;
            return other;
        };
        assertEquals(2, Crops.take(List.of(first, second), 2).size());
        assertEquals(List.of(1, 1), List.of(opened[0], opened[1]));
        assertEquals(4, Crops.take(List.of(first, second), 4).size());
        assertEquals(5, Crops.take(List.of(first, second), 20).size());
    }

    @Test
    void aLongNarrowPictureGivesLongNarrowCrops() throws Exception {
        Picture narrow = numbered(3100, 700);
        List<Picture> crops = Crops.take(List.of(() -> narrow), 20);
        assertEquals(2, crops.size());
        assertEquals(700, crops.get(0).shape().height());
    }

    @Test
    void aPictureBelowAMegapixelGivesNone() throws Exception {
        Picture small = numbered(900, 900);
        assertEquals(List.of(), Crops.take(List.of(() -> small), 20));
    }

    @Test
    void aCropOfOneColourIsNone() throws Exception {
        Picture blank = Picture.blank(new Shape(1100, 1100, 1, 8), Metadata.NONE);
        assertEquals(List.of(), Crops.take(List.of(() -> blank), 20));
        assertEquals(List.of(), Crops.take(List.of(), 20));
    }

    /** 16 bits with alpha; the upper bytes of red and green tell the place by 128 pixels. */
    private static Picture numbered(int width, int height) {
        Picture picture = Picture.blank(new Shape(width, height, 4, 16), Metadata.NONE);
        for (int y = 0; y < height; y++) {
            byte[] block = picture.block(y);
            for (int x = 0; x < width; x++) {
                block[picture.offset(y) + 8 * x] = (byte) (x / 128);
                block[picture.offset(y) + 8 * x + 2] = (byte) (y / 128);
            }
        }
        return picture;
    }
}
