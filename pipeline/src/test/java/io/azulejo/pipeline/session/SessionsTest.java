package io.azulejo.pipeline.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** Whose word counts, of the settings of Spark and Hadoop. */
class SessionsTest {
    private static final String CODEC = "spark.sql.parquet.compression.codec";

    /** Where spark-submit puts its own {@code --conf} and spark-defaults.conf. */
    private final Properties system = new Properties();

    @Test
    void whatNobodySaysIsOurDefault() {
        assertEquals("zstd", Sessions.settings(Map.of(), system).get(CODEC));
    }

    @Test
    void aSystemPropertyWinsOverOurDefault() {
        system.setProperty(CODEC, "gzip");
        assertNull(Sessions.settings(Map.of(), system).get(CODEC), "Spark reads system properties by itself");
    }

    @Test
    void theCommandLineWinsOverASystemProperty() {
        system.setProperty(CODEC, "gzip");
        assertEquals(
                "snappy", Sessions.settings(Map.of(CODEC, "snappy"), system).get(CODEC));
    }

    @Test
    void aSettingOfOursTravelsAsHadoopsDo() {
        assertEquals(
                "s3a",
                Sessions.settings(Map.of("azulejo.schemes", "s3a"), system).get("spark.hadoop.azulejo.schemes"));
    }
}
