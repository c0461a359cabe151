package io.azulejo.udfs.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.models.store.Model;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private static final Model ONE = Networks.tiny(2, 1);
    private static final Model OTHER = Networks.tiny(2, 2);

    private final Sessions sessions = new Sessions(new Admission(1 << 30));

    @AfterEach
    void closeAll() {
        sessions.closeAtExit();
    }

    /** What is handed out is an engine in full. */
    @Nested
    class Use extends EngineContract {
        @Override
        Engine open() throws EngineException {
            return sessions.open(ONE, EngineOptions.DEFAULT);
        }
    }

    @Test
    void theSameModelAndOptionsShareOneSession() throws EngineException {
        try (Engine a = sessions.open(ONE, EngineOptions.DEFAULT);
                Engine b = sessions.open(ONE, new EngineOptions(Device.CPU, Precision.FP32, 1))) {
            assertEquals(1, sessions.loaded());
        }
    }

    @Test
    void otherModelsAndOtherOptionsHaveSessionsOfTheirOwn() throws EngineException {
        try (Engine a = sessions.open(ONE, EngineOptions.DEFAULT);
                Engine b = sessions.open(OTHER, EngineOptions.DEFAULT);
                Engine c = sessions.open(ONE, new EngineOptions(Device.CPU, Precision.FP32, 2))) {
            assertEquals(3, sessions.loaded());
        }
    }

    @Test
    void aSessionOutlivesItsUsersUntilAnotherModelIsAskedFor() throws EngineException {
        sessions.open(ONE, EngineOptions.DEFAULT).close();
        assertEquals(1, sessions.loaded());
        sessions.open(ONE, EngineOptions.DEFAULT).close();
        assertEquals(1, sessions.loaded());
        sessions.open(OTHER, EngineOptions.DEFAULT).close();
        assertEquals(1, sessions.loaded(), "the first model's session is gone");
    }

    @Test
    void aSessionInUseStaysWhenOneOfItsUsersClosesTwice() throws EngineException {
        Engine first = sessions.open(ONE, EngineOptions.DEFAULT);
        try (Engine second = sessions.open(ONE, EngineOptions.DEFAULT)) {
            first.close();
            first.close();
            sessions.open(OTHER, EngineOptions.DEFAULT).close();
            run(second);
        }
    }

    @Test
    void afterTheProcessBeganToEndNothingRunsAndNothingIsLoaded() throws EngineException {
        Engine engine = sessions.open(ONE, EngineOptions.DEFAULT);
        sessions.closeAtExit();
        assertThrows(EngineException.class, () -> run(engine));
        assertThrows(EngineException.class, () -> sessions.open(ONE, EngineOptions.DEFAULT));
    }

    @Test
    void aThreadThatIsInterruptedDoesNotRun() throws EngineException {
        try (Engine engine = sessions.open(ONE, EngineOptions.DEFAULT)) {
            Thread.currentThread().interrupt();
            assertThrows(EngineException.class, () -> run(engine));
            assertTrue(Thread.interrupted(), "the flag is still set");
        }
    }

    private static void run(Engine engine) throws EngineException {
        FloatBuffers buffers = new FloatBuffers(0);
        try (FloatBuffers.Loan input = buffers.lend(3 * 64);
                FloatBuffers.Loan output = buffers.lend(12 * 64)) {
            FloatBuffer in = input.buffer();
            engine.run(in, output.buffer(), 1, 8, 8);
        }
    }
}
