package io.azulejo.models.onnx;

import io.azulejo.models.onnx.ValueInfo.Dimension;
import java.util.ArrayList;
import java.util.List;

/** Reads one ValueInfoProto. */
final class ValueReader {
    private ValueReader() {}

    static ValueInfo read(ProtoReader in) throws MalformedOnnx {
        String name = "";
        ValueInfo typed = new ValueInfo("", 0, List.of());
        while (in.next()) {
            switch (in.field()) {
                case 1 -> name = in.text();
                case 2 -> typed = type(in.message());
                default -> in.skip();
            }
        }
        return new ValueInfo(name, typed.elementType(), typed.dimensions());
    }

    private static ValueInfo type(ProtoReader in) throws MalformedOnnx {
        int elementType = 0;
        List<Dimension> dimensions = new ArrayList<>();
        while (in.next()) {
            if (in.field() != 1) {
                in.skip();
                continue;
            }
            ProtoReader tensor = in.message();
            while (tensor.next()) {
                switch (tensor.field()) {
                    case 1 -> elementType = (int) tensor.varint();
                    case 2 -> {
                        ProtoReader shape = tensor.message();
                        while (shape.next()) {
                            dimensions.add(dimension(shape.message()));
                        }
                    }
                    default -> tensor.skip();
                }
            }
        }
        if (dimensions.size() > TensorReader.MOST_DIMENSIONS) {
            throw new MalformedOnnx("a shape has %d dimensions".formatted(dimensions.size()));
        }
        return new ValueInfo("", elementType, dimensions);
    }

    private static Dimension dimension(ProtoReader in) throws MalformedOnnx {
        Dimension dimension = Dimension.free("");
        while (in.next()) {
            switch (in.field()) {
                case 1 -> {
                    // Some exporters write -1 or 0 for a size that is free.
                    long size = in.varint();
                    dimension = size > 0 ? Dimension.fixed(size) : Dimension.free("");
                }
                case 2 -> dimension = Dimension.free(in.text());
                default -> in.skip();
            }
        }
        return dimension;
    }
}
