package io.azulejo.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationFactory;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.Test;

/** {@code conf/log4j2-json.properties}: what machines gather. */
class LogLayoutTest {
    @Test
    void aLineOfTheLogIsOneJsonObject() throws Exception {
        Path file = Path.of(System.getProperty("azulejo.root"), "conf", "log4j2-json.properties");
        try (LoggerContext context = new LoggerContext("json")) {
            Configuration configuration =
                    ConfigurationFactory.getInstance().getConfiguration(context, "json", file.toUri());
            context.start(configuration);
            byte[] bytes = configuration
                    .getAppender("stderr")
                    .getLayout()
                    .toByteArray(Log4jLogEvent.newBuilder()
                            .setLoggerName("io.azulejo.Any")
                            .setLevel(Level.WARN)
                            .setMessage(new SimpleMessage("two\nlines"))
                            .build());
            String line = new String(bytes, StandardCharsets.UTF_8);
            assertEquals(1, line.lines().count(), line);
            JsonNode object = new ObjectMapper().readTree(line);
            assertEquals("WARN", object.get("level").asText(), line);
            assertEquals("two\nlines", object.get("msg").asText(), line);
        }
    }
}
