package io.azulejo.benchmarks;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Counts what this process asks of S3, by kind, repeated attempts included. Safe for many threads. */
public final class Requests implements ExecutionInterceptor {
    private static final Map<String, LongAdder> COUNTS = new ConcurrentHashMap<>();

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        String kind = context.request().getClass().getSimpleName().replace("Request", "");
        COUNTS.computeIfAbsent(kind, name -> new LongAdder()).increment();
    }

    /** The counts since the last call of this. */
    static Map<String, Long> take() {
        Map<String, Long> counts = new TreeMap<>();
        COUNTS.forEach((kind, count) -> counts.put(kind, count.sumThenReset()));
        counts.values().removeIf(count -> count == 0);
        return counts;
    }
}
