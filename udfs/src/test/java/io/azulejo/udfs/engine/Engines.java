package io.azulejo.udfs.engine;

import java.util.List;

/** Caches of engines that tests of other packages have. */
public final class Engines {
    private Engines() {}

    /** Of one provider. */
    public static EngineCache of(Provider provider) {
        return new EngineCache(List.of(provider));
    }

    /** Networks that are open in this process. */
    public static int open() {
        return EngineCache.ofThisProcess().size();
    }
}
