package io.azulejo.models.family;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.models.ModelException;
import io.azulejo.models.Tensors;
import io.azulejo.models.checkpoint.FloatTensor;
import io.azulejo.models.network.Family.Recognised;
import io.azulejo.models.network.Network;
import io.azulejo.models.network.NetworkSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Telling networks by their tensors, and what users say of them by settings. */
class FamiliesTest {
    private static final String PLKSR = "family=PLKSR scale=2 dim=8 n_blocks=2 kernel_size=5";
    private static final String SPARSE = "family=PLKSR scale=2 dim=8 n_blocks=1 lk_type=SparsePLK";
    private static final String LARGE = "family=BBCU-L scale=2 num_feat=8 num_block=2";
    private static final String MEDIUM = "family=BBCU-M scale=2 num_feat=8 num_block=2";

    @Test
    void aFileOfNoKnownNetworkIsRefusedByItsFirstTensors() {
        refused(
                Map.of("layer1.weight", Tensors.zeros(1)),
                NetworkSettings.none(),
                "\"layer1.weight\": export it as ONNX");
    }

    @Test
    void aFileOfTwoNetworksIsRefused() throws Exception {
        Map<String, FloatTensor> both = weights(PLKSR);
        both.putAll(weights(LARGE));
        refused(both, NetworkSettings.none(), "more than one network");
    }

    @Test
    void whatAFileDoesNotShowIsAssumedAsPublishedAndSaid() throws Exception {
        assertEquals(Map.of("k", 130.0), recognised(LARGE).assumed());
        assertEquals(Map.of("with_idt", false), recognised(PLKSR).assumed());
        assertEquals(Map.of("merged", false), recognised(PLKSR, "with_idt=true").assumed());
        assertEquals(
                Map.of("sparse_dilations", List.of(1, 2, 3, 4), "with_idt", false),
                recognised(SPARSE).assumed());
    }

    @Test
    void aLastBranchAsLargeAsTheOthersSpanIsTakenForTheDenseOne() throws Exception {
        Recognised found = recognised(SPARSE + " use_max_kernel=true");
        assertEquals(List.of(1, 2, 3, 4), found.assumed().get("sparse_dilations"));
        assertEquals(true, found.network().named().get("use_max_kernel"));
    }

    @Test
    void theSettingsOfANetworkAreOneLineUnderTheirAuthorsNames() throws Exception {
        assertEquals(
                "family PLKSR, dim 8, n_blocks 1, upscaling_factor 2, ccm_type DCCM, use_max_kernel false, "
                        + "sparse_kernels 5,5,5,5, sparse_dilations 1,2,3,4, split_ratio 0.25, lk_type SparsePLK, "
                        + "with_idt false, use_ea true",
                Families.build(FamilyContract.settings(SPARSE)).settings());
    }

    @Test
    void whatTheFileShowsMayBeSaidAsWell() throws Exception {
        recognised(PLKSR, "dim=8", "scale=2", "ccm_type=dccm", "split_ratio=0.28", "use_ea=true", "family=PLKSR");
        recognised(MEDIUM, "upscale=2", "binary=U,B", "num_feat=8.0");
        recognised("family=BBCU-deblock nc=4 nb=3", "act_mode=BR", "in_nc=1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                PLKSR + " | scale=3",
                PLKSR + " | dim=16",
                PLKSR + " | colour=5",
                PLKSR + " | with_idt=yes",
                PLKSR + " | split_ratio=0.5",
                PLKSR + " | family=BBCU-L",
                SPARSE + " | sparse_dilations=1,2",
                SPARSE + " | sparse_dilations=1,2,x,4",
                SPARSE + " | sparse_dilations=1,2,9",
                LARGE + " | k=0",
                LARGE + " | k=-1",
                LARGE + " | k=NaN",
                LARGE + " | k=x",
                LARGE + " | k=1e999",
                LARGE + " | binary=B,U",
                LARGE + " | binary=X",
                LARGE + " | scale=4",
                LARGE + " | upscale=3"
            })
    void aWrongSettingIsNamed(String network, String setting) throws Exception {
        refused(weights(network), FamilyContract.settings(setting), "--set " + setting);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "family=ESRGAN | --set family=ESRGAN",
                "scale=2 | --set family=NAME",
                "family=PLKSR | --set upscaling_factor",
                "family=BBCU-L | --set upscale",
                "family=BBCU-L scale=5 | --set scale=5",
                "family=BBCU-L scale=2 upscale=3 | --set scale=2",
                "family=BBCU-denoise binary=U | --set binary=U",
                "family=BBCU-denoise in_nc=2 | --set in_nc=2",
                "family=BBCU-denoise in_nc=3 out_nc=1 | --set out_nc=1",
                "family=PLKSR scale=2 lk_type=RectSparsePLK kernel_size=13 | a third of it",
                "family=PLKSR scale=2 lk_type=RectSparsePLK with_idt=true | with_idt",
                "family=PLKSR scale=2 kernel_size=4 | kernel_size is 4",
                "family=PLKSR scale=2 split_ratio=0.001 | large kernel is 0",
                "family=PLKSR scale=2 lk_type=SparsePLK sparse_dilations=1 | sparse_dilations",
                "family=PLKSR scale=2 lk_type=SparsePLK sparse_kernels=4,5,5,5 | sparse_kernels is 4",
                "family=PLKSR scale=2 dim=4096 n_blocks=1000 | parameters"
            })
    void aNetworkThatCannotBeBuiltIsRefusedInOneLine(String settings, String named) {
        String message = assertThrows(ModelException.class, () -> Families.build(FamilyContract.settings(settings)))
                .getMessage();
        assertTrue(message.contains(named), message);
        assertEquals(1, message.lines().count(), message);
    }

    @Test
    void textOfASettingIsShownOnOneLine() {
        NetworkSettings settings = new NetworkSettings(Map.of("k", "1\n2\u001b[2J"));
        String message =
                assertThrows(ModelException.class, () -> settings.positive("k")).getMessage();
        assertEquals(1, message.lines().count(), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "upconv1.binary_conv.weight | 20 | upconv1 has 20 rows",
                "conv_first.weight | 0 | conv_first",
            })
    void wrongNumbersOfChannelsAreNamed(String tensor, int rows, String named) throws Exception {
        Map<String, FloatTensor> weights = weights(MEDIUM);
        weights.put(tensor, Tensors.zeros(rows, 8, 3, 3));
        refused(weights, NetworkSettings.none(), named);
    }

    @Test
    void aGapInTheBodyIsNamedWithoutCountingUpToTheLast() throws Exception {
        Map<String, FloatTensor> weights = weights(LARGE);
        weights.put("body.999999999.body.0.binary_conv.weight", Tensors.zeros(1));
        refused(weights, NetworkSettings.none(), "body.999999999");
        Map<String, FloatTensor> layers = weights("family=BBCU-denoise nc=4 nb=5");
        layers.keySet().removeIf(name -> name.startsWith("model.3."));
        refused(layers, NetworkSettings.none(), "none of model.3");
    }

    private static Recognised recognised(String network, String... settings) throws Exception {
        NetworkSettings given =
                settings.length == 0 ? NetworkSettings.none() : FamilyContract.settings(String.join(" ", settings));
        return Families.recognise(Tensors.checkpoint("weights.pth", weights(network)), given);
    }

    private static Map<String, FloatTensor> weights(String line) throws ModelException {
        Network network = Families.build(FamilyContract.settings(line));
        return new LinkedHashMap<>(network.initialise(1));
    }

    private static void refused(Map<String, FloatTensor> weights, NetworkSettings settings, String named) {
        String message = assertThrows(
                        ModelException.class,
                        () -> Families.recognise(Tensors.checkpoint("weights.pth", weights), settings))
                .getMessage();
        assertTrue(message.contains(named), message);
        assertEquals(1, message.lines().count(), message);
    }
}
