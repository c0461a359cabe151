package io.azulejo.models.onnx;

import java.util.List;

/** A constant of a node (AttributeProto), by kind. */
public sealed interface Attribute {
    String name();

    /** A whole number. */
    record Int(String name, long value) implements Attribute {}

    /** A real number. */
    record Real(String name, float value) implements Attribute {}

    /** A text. */
    record Text(String name, String value) implements Attribute {}

    /** Whole numbers. */
    record Ints(String name, List<Long> value) implements Attribute {}

    /** Real numbers. */
    record Reals(String name, List<Float> value) implements Attribute {}

    /** Texts. */
    record Texts(String name, List<String> value) implements Attribute {}

    /** A tensor. */
    record Tensors(String name, List<Tensor> value) implements Attribute {}

    /** Graphs that the node runs: the branches of an If, the body of a Loop. */
    record Graphs(String name, List<Graph> value) implements Attribute {}
}
