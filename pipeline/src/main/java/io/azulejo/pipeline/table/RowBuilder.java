package io.azulejo.pipeline.table;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import scala.jdk.javaapi.CollectionConverters;

/** Fills one row of {@link Columns#ROW} by name; what is not set is null. For one thread. */
final class RowBuilder {
    private final Object[] values = new Object[Columns.ROW.length()];

    /** A row without notes. */
    public RowBuilder() {
        set("notes", List.of());
    }

    /**
     * Sets a column; an {@link Instant} becomes a timestamp, a list an array, a map stays one.
     *
     * @throws IllegalArgumentException if there is no such column
     */
    public RowBuilder set(String column, Object value) {
        Object cell = value;
        if (value instanceof Instant instant) {
            cell = Timestamp.from(instant);
        } else if (value instanceof List<?> list) {
            cell = list.toArray();
        } else if (value instanceof Map<?, ?> map) {
            cell = CollectionConverters.asScala(map);
        }
        values[Columns.ROW.fieldIndex(column)] = cell;
        return this;
    }

    /** Sets a file column; {@code offset} stays null. */
    public RowBuilder file(String column, String uri, Long size, String contentType, String checksum, byte[] inline) {
        return set(column, RowFactory.create(uri, null, size, contentType, checksum, inline));
    }

    public Row build() {
        return RowFactory.create(values);
    }
}
