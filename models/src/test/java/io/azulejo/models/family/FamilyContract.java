package io.azulejo.models.family;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.models.Array;
import io.azulejo.models.ModelException;
import io.azulejo.models.Ort;
import io.azulejo.models.Tensors;
import io.azulejo.models.analysis.Analysis;
import io.azulejo.models.checkpoint.FloatTensor;
import io.azulejo.models.network.Network;
import io.azulejo.models.network.NetworkSettings;
import io.azulejo.models.onnx.OnnxReader;
import io.azulejo.models.store.Model;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.ThrowingConsumer;

/** What every network that can be built must do, whatever its family. */
abstract class FamilyContract {
    private static final long SEED = 17;

    /** Small networks by the settings that build them, such as {@code family=PLKSR scale=2 dim=8}. */
    abstract List<String> networks();

    /** What the network gives, in double precision by plain loops. */
    abstract Array plain(Network network, Map<String, FloatTensor> weights, Array picture);

    /** Weights for which float32 sums in any order give what those in double precision give, to rounding. */
    Map<String, FloatTensor> sound(Network network, Map<String, FloatTensor> weights, Array picture) {
        return weights;
    }

    /** Settings that a file of the network does not show, as a user gives them. */
    abstract Map<String, String> notShown(Network network);

    @TestFactory
    Stream<DynamicTest> itsGraphGivesWhatItsDefinitionGives() {
        return each(network -> {
            Array picture = Array.random(SEED, 1, network.channels(), 9, 7);
            Map<String, FloatTensor> weights = sound(network, network.initialise(SEED), picture);
            Model model = Families.model("test", network, Tensors.checkpoint("test", weights));
            double difference = Ort.run(model.onnx(), picture).maximumDifference(plain(network, weights, picture));
            assertTrue(difference < 1e-5, "seed " + SEED + ": " + difference);
        });
    }

    @TestFactory
    Stream<DynamicTest> itIsFoundAgainInItsOwnTensors() {
        return each(network -> {
            NetworkSettings settings = new NetworkSettings(notShown(network));
            var found = Families.recognise(Tensors.checkpoint("w", network.initialise(SEED)), settings);
            assertEquals(network, found.network());
            assertEquals(Map.of(), found.assumed());
        });
    }

    @TestFactory
    Stream<DynamicTest> itIsBuiltAgainFromItsCard() {
        return each(network -> {
            Map<String, String> settings = new LinkedHashMap<>();
            network.named().forEach((name, value) -> settings.put(name, NetworkSettings.shown(value)));
            assertEquals(network, Families.build(new NetworkSettings(settings)));
        });
    }

    @TestFactory
    Stream<DynamicTest> theSameSeedGivesTheSameBytesAndAnotherOthers() {
        return each(network -> {
            byte[] onnx = Families.random(network, 5).onnx();
            assertArrayEquals(onnx, Families.random(network, 5).onnx());
            assertFalse(Arrays.equals(onnx, Families.random(network, 6).onnx()));
        });
    }

    @TestFactory
    Stream<DynamicTest> itsCardSaysWhatItsGraphIs() {
        return each(network -> {
            Model model = Families.random(network, SEED);
            Analysis analysis = Analysis.of(OnnxReader.read(ByteBuffer.wrap(model.onnx()), "test"));
            assertEquals(OptionalInt.of(network.scale()), analysis.scale());
            assertEquals(analysis.radius(), model.card().radius());
            assertTrue(analysis.radius().isPresent());
            assertEquals(network.named().keySet(), model.card().config().keySet());
            assertEquals(network.parameters(), model.card().parameters().orElseThrow());
        });
    }

    @TestFactory
    Stream<DynamicTest> oneErrorListsAllThatIsMissingExtraOrMisshapen() {
        return each(network -> {
            Map<String, FloatTensor> weights = new LinkedHashMap<>(network.initialise(SEED));
            List<String> names = List.copyOf(weights.keySet());
            String misshapen = names.get(3);
            // Without its last weight it would look like a network of one layer less.
            Optional<String> missing = names.stream()
                    .filter(name -> name.endsWith("bias") && !name.equals(misshapen))
                    .findFirst();
            missing.ifPresent(weights::remove);
            weights.put(misshapen, Tensors.zeros(1, 2));
            weights.put("more.weight", Tensors.zeros(1));
            String message = assertThrows(
                            ModelException.class,
                            () -> Families.recognise(Tensors.checkpoint("w.pth", weights), NetworkSettings.none()))
                    .getMessage();
            assertEquals(1, message.lines().count(), message);
            assertTrue(message.startsWith("w.pth is not a "), message);
            assertTrue(missing.isEmpty() || message.contains(missing.get() + " is missing"), message);
            assertTrue(message.contains(misshapen + " is [1, 2]"), message);
            assertTrue(message.contains("\"more.weight\" is none of its tensors"), message);
        });
    }

    private Stream<DynamicTest> each(ThrowingConsumer<Network> test) {
        return networks().stream()
                .map(line -> DynamicTest.dynamicTest(line, () -> test.accept(Families.build(settings(line)))));
    }

    static NetworkSettings settings(String line) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String setting : line.split(" ")) {
            settings.put(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
        }
        return new NetworkSettings(settings);
    }
}
