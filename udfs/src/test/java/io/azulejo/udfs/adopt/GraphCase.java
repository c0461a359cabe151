package io.azulejo.udfs.adopt;

import io.azulejo.models.ModelException;
import java.util.function.Function;

/**
 * A graph, and a picture and windows that show it where its radius is told too short.
 *
 * @param name what the graph does
 * @param width of the picture
 * @param height of the picture
 * @param window side of the windows
 * @param graph gives the name of the picture that comes out
 */
record GraphCase(String name, int width, int height, int window, Function<ForeignGraph, String> graph) {
    static GraphCase of(String name, Function<ForeignGraph, String> graph) {
        return new GraphCase(name, 185, 130, 48, graph);
    }

    GraphCase shownBy(int wide, int high, int side) {
        return new GraphCase(name, wide, high, side, graph);
    }

    Adopted adopted() throws ModelException {
        ForeignGraph network = new ForeignGraph();
        byte[] file = network.toBytes(graph.apply(network));
        return new Adopted(Adoption.adopt(file, "f.onnx", "adopted", Adopted.asked("restore", "", "0..1")));
    }

    @Override
    public String toString() {
        return name;
    }
}
