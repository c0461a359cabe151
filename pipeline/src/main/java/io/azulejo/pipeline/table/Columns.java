package io.azulejo.pipeline.table;

import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The columns of {@code images} and {@code results}; {@code docs/output.md} says what each means. */
public final class Columns {
    /** A file, in the shape of Parquet's FILE type. */
    public static final StructType FILE = new StructType()
            .add("uri", StringType)
            .add("offset", LongType)
            .add("size", LongType)
            .add("content_type", StringType)
            .add("checksum", StringType)
            .add("inline", BinaryType);

    /** One row a picture. */
    public static final StructType ROW = new StructType()
            .add("path", StringType)
            .add("source", FILE)
            .add("source_modified", TimestampType)
            .add("source_etag", StringType)
            .add("source_orientation", IntegerType)
            .add("pages", IntegerType)
            .add("run_id", StringType)
            .add("settings", StringType)
            .add("status", StringType)
            .add("error_kind", StringType)
            .add("error_message", StringType)
            .add("model", StringType)
            .add("model_sha256", StringType)
            .add("device", StringType)
            .add("executor", StringType)
            .add("in_width", IntegerType)
            .add("in_height", IntegerType)
            .add("channels", IntegerType)
            .add("bits", IntegerType)
            .add("out_width", IntegerType)
            .add("out_height", IntegerType)
            .add("scale_x", DoubleType)
            .add("scale_y", DoubleType)
            .add("format", StringType)
            .add("restored", FILE)
            .add("halo", IntegerType)
            .add("window_width", IntegerType)
            .add("window_height", IntegerType)
            .add("windows", IntegerType)
            .add("redundancy", DoubleType)
            .add("notes", DataTypes.createArrayType(StringType, false), false)
            .add("fetch_ms", DoubleType)
            .add("decode_ms", DoubleType)
            .add("restore_ms", DoubleType)
            .add("encode_ms", DoubleType)
            .add("metrics", DataTypes.createMapType(StringType, DoubleType, false))
            .add("finished_at", TimestampType);

    private Columns() {}
}
