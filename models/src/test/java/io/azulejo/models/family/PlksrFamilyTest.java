package io.azulejo.models.family;

import io.azulejo.models.Array;
import io.azulejo.models.PlainPlksr;
import io.azulejo.models.checkpoint.FloatTensor;
import io.azulejo.models.network.Network;
import io.azulejo.models.network.NetworkSettings;
import io.azulejo.models.plksr.PlksrConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class PlksrFamilyTest extends FamilyContract {
    @Override
    List<String> networks() {
        return List.of(
                "family=PLKSR scale=2 dim=8 n_blocks=2 kernel_size=5",
                "family=PLKSR scale=3 dim=8 n_blocks=1 kernel_size=5 ccm_type=CCM with_idt=true use_ea=false",
                "family=PLKSR scale=4 dim=10 n_blocks=1 ccm_type=ICCM split_ratio=0.39",
                "family=PLKSR scale=1 dim=4 n_blocks=1 kernel_size=3 split_ratio=1",
                "family=PLKSR scale=2 dim=8 n_blocks=1 lk_type=SparsePLK",
                "family=PLKSR scale=2 dim=8 n_blocks=1 lk_type=SparsePLK with_idt=true",
                "family=PLKSR scale=2 dim=8 n_blocks=2 lk_type=SparsePLK use_max_kernel=true kernel_size=7",
                "family=PLKSR scale=2 dim=8 n_blocks=1 lk_type=SparsePLK sparse_kernels=3,5 sparse_dilations=4,1 use_max_kernel=true with_idt=true",
                "family=PLKSR scale=2 dim=8 n_blocks=1 lk_type=SparsePLK sparse_kernels=3,7 sparse_dilations=1,1",
                "family=PLKSR scale=2 dim=8 n_blocks=1 lk_type=RectSparsePLK kernel_size=11");
    }

    @Override
    Array plain(Network network, Map<String, FloatTensor> weights, Array picture) {
        return new PlainPlksr((PlksrConfig) network, weights).run(picture);
    }

    @Override
    Map<String, String> notShown(Network network) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("with_idt", NetworkSettings.shown(network.named().get("with_idt")));
        settings.put("merged", "false");
        Object dilations = network.named().get("sparse_dilations");
        if (dilations != null) {
            settings.put("sparse_dilations", NetworkSettings.shown(dilations));
        }
        return settings;
    }
}
