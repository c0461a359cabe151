package io.azulejo.models.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.models.ModelException;
import io.azulejo.models.card.Card;
import io.azulejo.models.card.Halo;
import io.azulejo.models.card.Sizes;
import io.azulejo.models.family.Families;
import io.azulejo.models.onnx.Attribute;
import io.azulejo.models.onnx.Graph;
import io.azulejo.models.onnx.Node;
import io.azulejo.models.onnx.OnnxModel;
import io.azulejo.models.onnx.OnnxModel.OpsetId;
import io.azulejo.models.onnx.OnnxWriter;
import io.azulejo.models.onnx.ValueInfo;
import io.azulejo.models.onnx.ValueInfo.Dimension;
import io.azulejo.models.plksr.ChannelMixer;
import io.azulejo.models.plksr.PlksrConfig;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models by name and by place, and what is no model. */
class ModelStoreTest {
    private static final PlksrConfig SMALL = new PlksrConfig(8, 1, 2, ChannelMixer.CCM, 5, 2, false, true);

    private final Map<String, byte[]> files = new HashMap<>();
    private final ModelStore store = new ModelStore(location -> {
        byte[] bytes = files.get(location);
        if (bytes == null) {
            throw new FileNotFoundException(location);
        }
        return new ByteArrayInputStream(bytes);
    });

    @Test
    void loadsEveryShippedModel() throws Exception {
        for (String name : ModelStore.shipped()) {
            Model model = store.load(name);
            assertEquals(name, model.name());
            assertEquals(name, model.card().name());
            assertTrue(model.card().radius().isPresent(), name);
        }
    }

    @Test
    void loadsAModelThatItWroteFromAnyOpener() throws Exception {
        Model random = Families.random(SMALL, 1);
        files.put("s3a://bucket/My Models/a#1.onnx", random.onnx());
        Model loaded = store.load("s3a://bucket/My Models/a#1.onnx");
        assertEquals("a#1", loaded.name());
        assertEquals(random.card(), loaded.card());
        assertEquals(random.sha256(), loaded.sha256());
        assertArrayEquals(random.onnx(), loaded.onnx());
    }

    @Test
    void loadsLocalFiles(@TempDir Path folder) throws Exception {
        Path file = Files.write(
                folder.resolve("m x.onnx"), Families.random(SMALL, 1).onnx());
        assertEquals("m x", new ModelStore(Opener.LOCAL).load(file.toString()).name());
        assertThrows(IOException.class, () -> new ModelStore(Opener.LOCAL).load(folder.toString()));
        assertThrows(ModelException.class, () -> new ModelStore(Opener.LOCAL).load(folder + "/none\0.onnx"));
    }

    @Test
    void aJsonBesideTheModelWinsAndCountsInTheSum() throws Exception {
        Model random = Families.random(SMALL, 1);
        files.put("m.onnx", random.onnx());
        Card beside = random.card().withMark("other").withHalo(new Halo(8, Optional.empty()));
        files.put("m.json", beside.toJson().getBytes(StandardCharsets.UTF_8));
        Model loaded = store.load("m.onnx");
        assertEquals(beside, loaded.card());
        assertEquals(Model.sha256(random.onnx(), files.get("m.json")), loaded.sha256());
    }

    @Test
    void theGraphKnowsTheRadiusBetterThanTheCard() throws Exception {
        Model random = Families.random(SMALL, 1);
        files.put(
                "m.onnx",
                random.withCard(random.card().withRadius(OptionalInt.of(1))).onnx());
        assertEquals(OptionalInt.of(SMALL.radius()), store.load("m.onnx").card().radius());
    }

    @Test
    void whereTheGraphIsNotUnderstoodTheCardDecides() throws Exception {
        Node strange = new Node("FutureOperator", "", "", List.of("input"), List.of("output"), List.of());
        files.put("m.onnx", file(picture("input", 3), picture("output", 3), strange));
        Card card = Card.of("m", "denoise", 1, 3);
        files.put("m.json", card.withRadius(OptionalInt.of(9)).toJson().getBytes(StandardCharsets.UTF_8));
        assertEquals(OptionalInt.of(9), store.load("m.onnx").card().radius());
        files.put("m.json", card.toJson().getBytes(StandardCharsets.UTF_8));
        assertEquals(OptionalInt.empty(), store.load("m.onnx").card().radius());
    }

    @Test
    void anotherCardGivesOtherBytesAndTheSameCardTheSame() throws Exception {
        Model random = Families.random(SMALL, 1);
        Model calibrated = random.withCard(random.card().withHalo(new Halo(12, Optional.empty())));
        assertNotEquals(random.sha256(), calibrated.sha256());
        assertArrayEquals(
                calibrated.onnx(), calibrated.withCard(calibrated.card()).onnx());
        assertArrayEquals(
                random.withCard(random.card()).onnx(),
                calibrated.withCard(random.card()).onnx());
        files.put("m.onnx", calibrated.onnx());
        assertEquals(12, store.load("m.onnx").card().halo().orElseThrow().value());
    }

    @Test
    void anUnknownNameIsAnsweredWithTheNearest() {
        refused("plksr-light", "\"plksr-light\"", "plksr-light-x2", "models list");
    }

    @Test
    void whatIsNotOnnxIsRefused() {
        files.put("m.onnx", "<!DOCTYPE html>".getBytes(StandardCharsets.UTF_8));
        refused("m.onnx", "m.onnx is a web page and not an ONNX model");
    }

    @Test
    void aModelWithoutACardIsRefused() {
        files.put("m.onnx", file(picture("input", 3), picture("output", 3), relu()));
        refused("m.onnx", "no card", "models adopt", "m.json");
    }

    @Test
    void aBrokenCardIsRefusedByItsFile() {
        files.put("m.onnx", Families.random(SMALL, 1).onnx());
        files.put("m.json", "{".getBytes(StandardCharsets.UTF_8));
        refused("m.onnx", "m.json: the card is no JSON");
    }

    @Test
    void aCardThatContradictsTheGraphIsRefused() {
        Model random = Families.random(SMALL, 1);
        files.put("m.onnx", random.onnx());
        files.put("m.json", Card.of("m", "x", 3, 3).toJson().getBytes(StandardCharsets.UTF_8));
        refused("m.onnx", "scale 3", "enlarges by 2");
        files.put("m.json", Card.of("m", "x", 2, 1).toJson().getBytes(StandardCharsets.UTF_8));
        refused("m.onnx", "1 channels", "has 3");
    }

    @Test
    void networksThatAreNotImageToImageAreRefused() {
        files.put("m.json", Card.of("m", "x", 1, 3).toJson().getBytes(StandardCharsets.UTF_8));
        refusedGraph(file(picture("input", 4), picture("output", 4), relu()), "n x 4 x h x w");
        refusedGraph(file(picture("input", 3), picture("output", 1), relu()), "output");
        refusedGraph(file(new ValueInfo("input", 1, List.of()), picture("output", 3), relu()), "unstated shape");
        refusedGraph(
                file(new ValueInfo("input", 10, picture("", 3).dimensions()), picture("output", 3), relu()), "float32");
        refusedGraph(
                file(new ValueInfo("input", 1, sides(1, 3, 512, -1)), picture("output", 3), relu()),
                "both be fixed or both be free");
        refusedGraph(
                file(new ValueInfo("input", 1, sides(1, 3, 1 << 20, 1 << 20)), picture("output", 3), relu()),
                "more than any window");
        Graph two = new Graph(
                "",
                List.of(relu()),
                List.of(),
                List.of(picture("input", 3), picture("b", 3)),
                List.of(picture("output", 3)));
        refusedGraph(file(two), "2 inputs");
    }

    @Test
    void whatInputsANetworkTakesIsReadOffItsGraph() throws Exception {
        files.put("m.json", Card.of("m", "x", 1, 3).toJson().getBytes(StandardCharsets.UTF_8));
        files.put("m.onnx", file(new ValueInfo("input", 1, sides(2, 3, 48, 64)), picture("output", 3), relu()));
        assertEquals(new Sizes(2, 64, 48, 1), store.load("m.onnx").card().sizes());
        files.put("m.onnx", file(picture("input", 3), picture("output", 3), relu()));
        assertEquals(Sizes.ANY, store.load("m.onnx").card().sizes());
    }

    @Test
    void aMultipleIsWhatGraphAndCardAskForTogether() throws Exception {
        Node down = new Node(
                "AveragePool",
                "",
                "",
                List.of("input"),
                List.of("d"),
                List.of(
                        new Attribute.Ints("kernel_shape", List.of(2L, 2L)),
                        new Attribute.Ints("strides", List.of(2L, 2L))));
        Node up = new Node(
                "DepthToSpace", "", "", List.of("d"), List.of("output"), List.of(new Attribute.Int("blocksize", 2)));
        Card card = Card.of("m", "x", 1, 3);
        files.put("m.onnx", file(picture("input", 3), picture("output", 3), down, up));
        files.put("m.json", card.toJson().getBytes(StandardCharsets.UTF_8));
        assertEquals(2, store.load("m.onnx").card().sizes().multiple());
        Card byThree = card.withSizes(new Sizes(0, 0, 0, 3));
        files.put("m.json", byThree.toJson().getBytes(StandardCharsets.UTF_8));
        assertEquals(6, store.load("m.onnx").card().sizes().multiple());
    }

    private void refusedGraph(byte[] file, String... named) {
        files.put("m.onnx", file);
        refused("m.onnx", named);
    }

    private void refused(String asked, String... named) {
        String message =
                assertThrows(ModelException.class, () -> store.load(asked)).getMessage();
        assertEquals(1, message.lines().count(), message);
        for (String part : named) {
            assertTrue(message.contains(part), message + " must name " + part);
        }
    }

    private static Node relu() {
        return new Node("Relu", "", "", List.of("input"), List.of("output"), List.of());
    }

    private static ValueInfo picture(String name, int channels) {
        return new ValueInfo(
                name,
                1,
                List.of(Dimension.free("n"), Dimension.fixed(channels), Dimension.free("h"), Dimension.free("w")));
    }

    private static List<Dimension> sides(int... sizes) {
        return Arrays.stream(sizes)
                .mapToObj(size -> size < 0 ? Dimension.free("") : Dimension.fixed(size))
                .toList();
    }

    private static byte[] file(ValueInfo input, ValueInfo output, Node... nodes) {
        return file(new Graph("", List.of(nodes), List.of(), List.of(input), List.of(output)));
    }

    private static byte[] file(Graph graph) {
        return OnnxWriter.write(new OnnxModel(8, "test", List.of(new OpsetId("", 17)), graph, Map.of()));
    }
}
