package io.azulejo.models.family;

import io.azulejo.models.Array;
import io.azulejo.models.PlainBbcu;
import io.azulejo.models.checkpoint.FloatTensor;
import io.azulejo.models.network.Network;
import io.azulejo.models.network.NetworkSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class BbcuFamilyTest extends FamilyContract {
    @Override
    List<String> networks() {
        List<String> networks = new ArrayList<>(List.of(
                "family=BBCU-L scale=3 num_feat=8 num_block=2 k=16.25",
                "family=BBCU-L scale=4 num_feat=7 num_block=1",
                "family=BBCU-M scale=3 num_feat=8 num_block=1 num_in_ch=1",
                "family=BBCU-M scale=4 num_feat=8 num_block=1",
                "family=BBCU-denoise nc=8 nb=4",
                "family=BBCU-denoise nc=8 nb=4 in_nc=1 k=1",
                "family=BBCU-deblock nc=8 nb=4",
                "family=BBCU-deblock nc=8 nb=3 luma=studio",
                "family=BBCU-deblock nc=8 nb=3 in_nc=3"));
        // The paper's ablation: any of the parts.
        for (String parts : List.of(
                "none", "H", "B", "U", "T", "H,B", "H,U", "H,T", "B,U", "B,T", "U,T", "H,B,U", "H,B,T", "H,U,T",
                "B,U,T", "H,B,U,T")) {
            networks.add("family=BBCU-L scale=2 num_feat=7 num_block=1 binary=" + parts);
        }
        for (String parts : List.of("none", "H", "T", "H,B,T")) {
            networks.add("family=BBCU-denoise nc=8 nb=4 binary=" + parts);
            networks.add("family=BBCU-deblock nc=8 nb=4 binary=" + parts);
        }
        return networks;
    }

    @Override
    Map<String, FloatTensor> sound(Network network, Map<String, FloatTensor> weights, Array picture) {
        return PlainBbcu.separated(network, weights, picture);
    }

    @Override
    Array plain(Network network, Map<String, FloatTensor> weights, Array picture) {
        return new PlainBbcu(network, weights).run(picture);
    }

    @Override
    Map<String, String> notShown(Network network) {
        Map<String, String> notShown = new LinkedHashMap<>();
        notShown.put("k", NetworkSettings.shown(network.named().get("k")));
        if (network.scale() == 1 && network.channels() == 1) {
            notShown.put("luma", NetworkSettings.shown(network.named().getOrDefault("luma", "full")));
        }
        return notShown;
    }
}
