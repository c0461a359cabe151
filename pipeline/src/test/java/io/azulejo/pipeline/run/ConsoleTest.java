package io.azulejo.pipeline.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Instant now = Instant.parse("2026-11-30T12:00:00.5Z");

    private Console console(boolean terminal) {
        Clock clock = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
        return new Console(new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal, "R", clock);
    }

    private String said() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aLogHasALineEveryThirtySecondsThatSaysWhenAndWhichRun() {
        Console console = console(false);
        for (int second = 0; second <= 60; second++) {
            console.progress("%d / 100 images".formatted(second));
            now = now.plusSeconds(1);
        }
        assertEquals(
                List.of("2026-11-30T12:00:30Z run R: 30 / 100 images", "2026-11-30T12:01:00Z run R: 60 / 100 images"),
                said().lines().toList());
    }

    @Test
    void aLogSaysAtOnceWhatIsToBeLoggedAndWhatIsSaidStaysAsItIs() {
        Console console = console(false);
        console.logged("commit 3: 120 images, 500.2 megapixels");
        console.line("a note");
        assertEquals(
                List.of("2026-11-30T12:00:00Z run R: commit 3: 120 images, 500.2 megapixels", "a note"),
                said().lines().toList());
    }

    @Test
    void onATerminalOneLineIsDrawnAnewAndGivesWayToWhatStays() {
        Console console = console(true);
        console.progress("1 / 2");
        console.progress("2 / 2");
        console.logged("not here");
        console.line("a note");
        assertEquals("\r\u001b[K1 / 2\r\u001b[K2 / 2\r\u001b[Ka note" + System.lineSeparator(), said());
    }

    @Test
    void aLiveLineIsAskedAgainAndAgainAndIsGoneWhenItIsClosed() throws Exception {
        Console console = console(true);
        CountDownLatch drawn = new CountDownLatch(2);
        try (LiveLine line = new LiveLine(console, () -> {
            drawn.countDown();
            return "at work";
        })) {
            assertTrue(drawn.await(1, TimeUnit.MINUTES));
        }
        assertTrue(said().endsWith("at work\r\u001b[K"), said());
    }
}
