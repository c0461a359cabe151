package io.azulejo.udfs.adopt;

import io.azulejo.models.onnx.ElementType;
import io.azulejo.models.onnx.ValueInfo;
import java.util.List;
import java.util.Optional;

/**
 * One of a network's two ends as it was made.
 *
 * @param value that is the picture
 * @param layout of its sides
 * @param order of its colours; RGB where there are none
 * @param quantisation as the graph has it at this end; empty where it has none
 * @param code of its samples; where whole numbers stand for real ones, of these
 */
record NetworkEnd(
        ValueInfo value, Layout layout, ChannelOrder order, Optional<Quantisation> quantisation, SampleCoding code) {
    /** With the code that is known before the network is run: that of bytes. */
    static NetworkEnd of(ValueInfo value, Layout layout, ChannelOrder order, Optional<Quantisation> quantisation) {
        NetworkEnd plain = new NetworkEnd(value, layout, order, quantisation, SampleCoding.PLAIN);
        return plain.isBytes() ? plain.with(SampleCoding.of(ValueRange.BYTE)) : plain;
    }

    NetworkEnd with(SampleCoding other) {
        return new NetworkEnd(value, layout, order, quantisation, other);
    }

    NetworkEnd with(ChannelOrder other) {
        return new NetworkEnd(value, layout, other, quantisation, code);
    }

    NetworkEnd with(ValueInfo other) {
        return new NetworkEnd(other, layout, order, quantisation, code);
    }

    /** Whether it takes or gives whole numbers that stand for themselves, 0..255. */
    boolean isBytes() {
        return value.elementType() == ElementType.UINT8.code() && quantised().isEmpty();
    }

    /** How its whole numbers stand for real ones, where they do. */
    Optional<Quantisation> quantised() {
        return quantisation.filter(Quantisation::coded);
    }

    /** The ranges that its samples may have, the likeliest first. */
    List<ValueRange> ranges() {
        return isBytes()
                ? List.of(ValueRange.BYTE)
                : quantisation.map(Quantisation::ranges).orElse(List.of(ValueRange.values()));
    }
}
