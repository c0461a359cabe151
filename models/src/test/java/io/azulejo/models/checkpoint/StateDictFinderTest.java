package io.azulejo.models.checkpoint;

import static io.azulejo.models.checkpoint.Refusals.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.azulejo.models.ModelException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the tensors of a network lie in what training code has saved, and what it has put before their names. */
class StateDictFinderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "params_ema",
                "params-ema",
                "params",
                "state_dict",
                "model_state_dict",
                "model",
                "net",
                "the only dictionary of tensors"
            })
    void theTensorsAreFoundUnderTheKey(String key) throws Exception {
        WeightFile read = read(
                holding(tiny -> tiny.under = key, pickle -> pickle.text("epoch").number(9)));
        assertEquals(Optional.of(key), read.key());
        assertEquals(Set.of("w"), read.checkpoint().tensors().keySet());
    }

    @Test
    void theSmoothedOnesWinOverOthers() throws Exception {
        Tiny tiny = new Tiny();
        WeightFile read = read(holding(made -> made.under = "state_dict", pickle -> {
            pickle.text("params_ema").op('}');
            tiny.entry(pickle, "smoothed");
            pickle.op('s');
        }));
        assertEquals(Set.of("smoothed"), read.checkpoint().tensors().keySet());
    }

    @ParameterizedTest
    @CsvSource({"state_dict, params", "model, state_dict", "the only dictionary, params_ema"})
    void theTensorsAreFoundInsideTwoLayers(String outer, String inner) throws Exception {
        Tiny tiny = new Tiny();
        Opcodes pickle =
                Opcodes.protocol2().op('}').text(outer).op('}').text(inner).op('}');
        tiny.entry(pickle, "w");
        WeightFile read = read(Tiny.whole(pickle.op('s').op('s').op('s').op('.').toBytes()));
        assertEquals(Optional.of(outer + "." + inner), read.key());
        assertEquals(Set.of("w"), read.checkpoint().tensors().keySet());
    }

    /** Training code says the name of a network, or its options, under the same word. */
    @Test
    void aKeyThatHoldsNoTensorsIsPassedOver() throws Exception {
        byte[] name = holding(
                tiny -> tiny.under = "weights", pickle -> pickle.text("model").text("DnCNN"));
        byte[] options = holding(
                tiny -> tiny.under = "weights",
                pickle -> pickle.text("model").op('}').text("nc").number(64).op('s'));
        assertEquals(Optional.of("weights"), read(name).key());
        assertEquals(Optional.of("weights"), read(options).key());
    }

    @TestFactory
    Stream<DynamicTest> oneOfSeveralDictionariesMustBeNamed() {
        Tiny tiny = new Tiny();
        return Stream.of(refused(
                "generator and discriminator",
                holding(made -> made.under = "generator", pickle -> {
                    pickle.text("discriminator").op('}');
                    tiny.entry(pickle, "w");
                    pickle.op('s');
                }),
                "\"generator\", \"discriminator\"",
                "--key"));
    }

    @ParameterizedTest
    @CsvSource({
        "module.w module.v, w v",
        "netG.w netG.v, w v",
        "net_g.w net_g.v, w v",
        "_orig_mod.w _orig_mod.v, w v",
        "model.w model.v, w v",
        "netG.module.w netG.module.v, w v",
        "module.model.0.weight module.model.2.weight, model.0.weight model.2.weight",
        "module.w v, module.w v",
        "module.w w, module.w w",
        "netG.w module.v, netG.w module.v",
        "module. module.v, module. module.v",
        "modules.w modules.v, modules.w modules.v"
    })
    void whatStandsBeforeAllNamesIsDropped(String names, String bare) throws Exception {
        assertEquals(
                Set.copyOf(List.of(bare.split(" "))),
                read(named(names)).checkpoint().tensors().keySet());
    }

    @Test
    void whatStandsBeforeAllNamesOfASafetensorsFileIsDroppedToo() throws Exception {
        byte[] file = SafetensorsFile.file(SafetensorsFile.RIGHT.replace("\"w\"", "\"module.w\""), 16);
        assertEquals(Set.of("w"), read(file).checkpoint().tensors().keySet());
    }

    private static byte[] named(String names) {
        return Tiny.with(tiny ->
                tiny.entries = pickle -> Arrays.stream(names.split(" ")).forEach(name -> tiny.entry(pickle, name)));
    }

    /** The tiny checkpoint with one more entry beside its tensors' dictionary. */
    private static byte[] holding(Consumer<Tiny> change, Consumer<Opcodes> entry) {
        byte[] own = Tiny.made(change).pickle();
        Opcodes pickle = new Opcodes().bytes(Arrays.copyOf(own, own.length - 1));
        entry.accept(pickle);
        return Tiny.whole(pickle.ascii("s.").toBytes());
    }

    private static WeightFile read(byte[] file) throws ModelException {
        return WeightFile.read(ByteBuffer.wrap(file), Optional.empty(), "w.pth");
    }
}
