package io.azulejo.udfs.restore;

import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.codec.Probe;
import io.azulejo.imaging.picture.Shape;
import java.util.List;
import java.util.Map;

/**
 * How one picture was restored.
 *
 * @param probe what the file said, as decoding found it
 * @param input shape of the decoded picture, upright
 * @param output shape of the written picture
 * @param format of the written file
 * @param halo input pixels between a window's core and its edge on inner sides; 0 where one window saw the whole picture
 * @param windowWidth input pixels of every window
 * @param windowHeight input pixels of every window
 * @param windows windows run
 * @param redundancy input pixels run over input pixels of the picture, at least 1
 * @param metrics by name; empty without a reference
 * @param notes what was decided for this picture and why, a line each
 * @param decodeMs wall time of decoding the picture, and its reference where there is one
 * @param restoreMs wall time of windows, network and samples
 * @param encodeMs wall time of encoding, writing into the output included
 * @param metricsMs wall time of measuring
 * @param device what ran the network, such as {@code cpu}
 */
public record Restoration(
        Probe probe,
        Shape input,
        Shape output,
        Format format,
        int halo,
        int windowWidth,
        int windowHeight,
        int windows,
        double redundancy,
        Map<String, Double> metrics,
        List<String> notes,
        double decodeMs,
        double restoreMs,
        double encodeMs,
        double metricsMs,
        String device) {}
