package io.azulejo.pipeline.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class KillOnDiskTest extends KillContract {
    @TempDir
    Path folder;

    @Override
    String place() {
        return folder.toString();
    }

    @Override
    void put(String place, byte[] content) throws IOException {
        Path file = Path.of(place);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    @Override
    Map<String, String> halting() {
        return Map.of("spark.hadoop.fs.file.impl", HaltingDisk.class.getName());
    }

    @Override
    int writesACommit() {
        return 2;
    }

    @Override
    List<String> pending() {
        return List.of();
    }
}
