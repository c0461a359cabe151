package io.azulejo.pipeline.kill;

import io.azulejo.pipeline.TestBuckets;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

class KillInBucketTest extends KillContract {
    @Override
    String place() {
        return TestBuckets.bucket("killed") + "/" + UUID.randomUUID();
    }

    @Override
    void put(String place, byte[] content) throws IOException {
        TestBuckets.put(place, content);
    }

    @Override
    Map<String, String> halting() {
        Map<String, String> settings = new HashMap<>(TestBuckets.settings());
        settings.put("spark.hadoop.fs.s3a.impl", HaltingBucket.class.getName());
        return settings;
    }

    @Override
    int writesACommit() {
        return 7;
    }

    @Override
    List<String> pending() {
        return TestBuckets.pending("killed");
    }
}
