package io.azulejo.udfs.adopt;

import static io.azulejo.udfs.adopt.Adopted.asked;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.models.card.Card;
import io.azulejo.models.card.Sizes;
import io.azulejo.models.onnx.OnnxModel;
import io.azulejo.models.onnx.OnnxReader;
import io.azulejo.models.onnx.OnnxWriter;
import io.azulejo.models.store.Model;
import io.azulejo.models.store.ModelStore;
import io.azulejo.models.store.Opener;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found out of a network that others made, and what its card says of that. */
class AdoptionTest {
    @Test
    void whatWasFoundOutAndHowIsInTheCard() throws Exception {
        Adopted adopted = Adopted.of(network -> {
            network.grain = 4;
            network.scale = 2;
            network.extra = true;
        });
        Card card = adopted.card();
        assertEquals(2, card.scale());
        assertEquals(new Sizes(0, 0, 0, 4), card.sizes());
        for (String field : new String[] {"input", "output", "layout", "scale", "size", "range", "ignored"}) {
            assertTrue(card.adopted().containsKey(field), field + " is not in " + card.adopted());
        }
        assertTrue(adopted.found("size").contains("multiples of 4"), adopted.found("size"));
        assertEquals(Card.ALGORITHMICALLY_ENHANCED, card.mark());
    }

    @Test
    void theRadiusIsThatOfTheGraph() throws Exception {
        Adopted adopted = Adopted.of(network -> {
            network.blur = 7;
            network.channelsLast = true;
        });
        assertEquals(OptionalInt.of(3), adopted.card().radius());
    }

    @Test
    void aHaloThatLeavesNoCoreInTheWindowIsCutToWhatDoes() throws Exception {
        Adopted adopted = Adopted.of(asked("denoise", "", "0..1"), network -> {
            network.blur = 41;
            network.height = 48;
            network.width = 64;
        });
        assertEquals(16, adopted.card().halo().orElseThrow().value());
        assertTrue(adopted.found("halo").contains("radius is 20"), adopted.found("halo"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plksr-light-x2", "bbcu-light-x2", "bbcu-denoise-color", "bbcu-deblock-gray"})
    void whatIsFoundOutOfATrainedNetworkIsWhatItsCardSaid(String name) throws Exception {
        Model ours = new ModelStore(Opener.LOCAL).load(name);
        OnnxModel read = OnnxReader.read(ByteBuffer.wrap(ours.onnx()), name);
        byte[] bare = OnnxWriter.write(
                new OnnxModel(read.irVersion(), read.producer(), read.opsets(), read.graph(), Map.of()));
        Model model = Adoption.adopt(bare, name, "adopted", asked(ours.card().task(), "", ""));
        assertEquals(ours.card().scale(), model.card().scale());
        assertEquals(ours.card().channels(), model.card().channels());
        assertEquals(ours.card().radius(), model.card().radius());
        assertEquals(Sizes.ANY, model.card().sizes());
        String found = model.card().adopted().toString();
        assertTrue(found.contains("0..1 in, 0..1 out"), found);
        assertFalse(found.contains("luma=studio"), found);
    }

    @Test
    void whatIsAskedIsTakenAndSaid() throws Exception {
        Adopted adopted = Adopted.of(asked("deblock", "NCHW", "0..1"), network -> network.channelsStated = false);
        assertEquals("deblock", adopted.card().task());
        assertTrue(adopted.found("range").contains("--range"), adopted.found("range"));
    }

    @Test
    void theSameFileGivesTheSameBytes() throws Exception {
        assertArrayEquals(
                Adopted.of(network -> network.scale = 2).model().onnx(),
                Adopted.of(network -> network.scale = 2).model().onnx());
    }
}
