package io.azulejo.models.family;

import io.azulejo.models.Array;
import io.azulejo.models.PlainDnCnn;
import io.azulejo.models.Trained;
import io.azulejo.models.checkpoint.FloatTensor;
import io.azulejo.models.network.Network;
import io.azulejo.models.network.NetworkSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class DnCnnFamilyTest extends FamilyContract {
    @Override
    List<String> networks() {
        return List.of(
                "family=DnCNN nc=8 nb=5",
                "family=DnCNN nc=8 nb=3 in_nc=1",
                "family=DnCNN nc=8 nb=4 in_nc=1 merged=true",
                "family=DnCNN nc=8 nb=4 act_mode=L sigma=25",
                "family=DnCNN nc=8 nb=5 kernel_size=5 bias=none",
                "family=DnCNN nc=8 nb=4 in_nc=1 act_mode=BR",
                "family=DnCNN nc=8 nb=3 act_mode=BL eps=0.001 sigma=0-55",
                "family=DnCNN nc=8 nb=4 in_nc=1 act_mode=BR bias=none sequence=dncnn");
    }

    /** As after some training: biases and statistics that are not those that networks begin with. */
    @Override
    Map<String, FloatTensor> sound(Network network, Map<String, FloatTensor> weights, Array picture) {
        return Trained.statistics(weights, 23);
    }

    @Override
    Array plain(Network network, Map<String, FloatTensor> weights, Array picture) {
        return new PlainDnCnn(network, weights).run(picture);
    }

    @Override
    Map<String, String> notShown(Network network) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String name : List.of("act_mode", "eps", "sigma")) {
            if (network.named().containsKey(name)) {
                settings.put(name, NetworkSettings.shown(network.named().get(name)));
            }
        }
        return settings;
    }
}
