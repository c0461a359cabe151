package io.azulejo.pipeline.request;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RestoreRequestTest {
    private static final RestoreRequest USUAL = RestoreRequest.of("in", "out", "model");

    private static List<Object> words(RestoreRequest request) throws ReflectiveOperationException {
        List<Object> words = new ArrayList<>();
        for (RecordComponent component : RestoreRequest.class.getRecordComponents()) {
            words.add(component.getAccessor().invoke(request));
        }
        return words;
    }

    /** A value that the usual request has nowhere. */
    private static Object other(Class<?> type) {
        return Map.of(
                        String.class,
                        "other",
                        List.class,
                        List.of("psnr_y"),
                        int.class,
                        77,
                        long.class,
                        77L,
                        boolean.class,
                        true,
                        MaxFailed.class,
                        new MaxFailed(77, false),
                        Limits.class,
                        new Limits(7, 7, 7, 7, Limits.DEFAULT.strict()))
                .get(type);
    }

    @Test
    void everyWordButInputAndOutputCanBeAnotherWhileAllOthersStay() throws Exception {
        RecordComponent[] components = RestoreRequest.class.getRecordComponents();
        List<String> changed = new ArrayList<>();
        for (Method with : RestoreRequest.class.getMethods()) {
            if (with.getName().startsWith("with")) {
                String name = with.getName().substring(4);
                List<Object> expected = words(USUAL);
                for (int i = 0; i < components.length; i++) {
                    if (components[i].getName().equalsIgnoreCase(name)) {
                        expected.set(i, other(components[i].getType()));
                        changed.add(components[i].getName());
                    }
                }
                Object value = other(with.getParameterTypes()[0]);
                assertEquals(expected, words((RestoreRequest) with.invoke(USUAL, value)), name);
            }
        }
        List<String> names = new ArrayList<>(
                Arrays.stream(components).map(RecordComponent::getName).toList());
        names.removeAll(List.of("input", "output"));
        assertEquals(names.stream().sorted().toList(), changed.stream().sorted().toList());
    }
}
