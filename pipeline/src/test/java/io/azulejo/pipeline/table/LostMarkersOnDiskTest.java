package io.azulejo.pipeline.table;

import io.azulejo.pipeline.session.Sessions;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.io.TempDir;

class LostMarkersOnDiskTest extends LostMarkersContract {
    @TempDir
    Path temporary;

    @Override
    String place() {
        return temporary.resolve("out").toString();
    }

    @Override
    Configuration configuration() {
        return Sessions.stores(Map.of());
    }
}
