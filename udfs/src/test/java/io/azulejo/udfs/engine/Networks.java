package io.azulejo.udfs.engine;

import io.azulejo.models.family.Families;
import io.azulejo.models.plksr.ChannelMixer;
import io.azulejo.models.plksr.PlksrConfig;
import io.azulejo.models.store.Model;

/** Networks of a few thousand parameters for tests. */
public final class Networks {
    private Networks() {}

    /** A PLKSR network with attention: two blocks of 8 channels, radius 12. */
    public static Model tiny(int scale, long seed) {
        return Families.random(new PlksrConfig(8, 2, scale, ChannelMixer.DCCM, 5, 2, false, true), seed);
    }
}
