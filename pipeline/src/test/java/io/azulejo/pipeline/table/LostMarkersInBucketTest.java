package io.azulejo.pipeline.table;

import io.azulejo.pipeline.TestBuckets;
import io.azulejo.pipeline.session.Sessions;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;

class LostMarkersInBucketTest extends LostMarkersContract {
    @Override
    String place() {
        return TestBuckets.bucket("lost") + "/" + UUID.randomUUID() + "/out";
    }

    @Override
    Configuration configuration() {
        return Sessions.stores(TestBuckets.settings());
    }
}
