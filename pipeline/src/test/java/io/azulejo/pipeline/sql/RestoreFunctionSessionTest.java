package io.azulejo.pipeline.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.picture.Shape;
import io.azulejo.pipeline.TestCluster;
import io.azulejo.pipeline.TestPictures;
import io.azulejo.udfs.sql.RestoreFunction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** {@code azulejo_restore} as a query of a session calls it. */
class RestoreFunctionSessionTest {
    private static final StructType FILES =
            new StructType().add("path", DataTypes.StringType).add("content", DataTypes.BinaryType);

    private final SparkSession spark = TestCluster.cluster().spark().newSession();

    private List<Row> restored(String model) throws Exception {
        RestoreFunction.register(spark);
        spark.createDataFrame(
                        List.of(
                                RowFactory.create("a.png", TestPictures.png(40, 30, 1)),
                                RowFactory.create("b.txt", "a letter".getBytes(StandardCharsets.US_ASCII)),
                                RowFactory.create("c.png", null)),
                        FILES)
                .createOrReplaceTempView("files");
        return spark.sql("select r.* from (select path, azulejo_restore(content, '%s') as r from files) order by path"
                        .formatted(model))
                .collectAsList();
    }

    @Test
    void aPictureIsRestoredABrokenOneSaysWhyAndNullStaysNull() throws Exception {
        List<Row> rows = restored(TestCluster.network().toString());
        Row good = rows.get(0);
        assertEquals(
                new Shape(80, 60, 3, 8),
                TestPictures.decode((byte[]) good.getAs("picture")).shape());
        assertEquals("image/png", good.getAs("content_type"));
        assertEquals(80, (Integer) good.getAs("width"));
        assertEquals(60, (Integer) good.getAs("height"));
        assertNull(good.getAs("error_kind"));
        Row broken = rows.get(1);
        assertNull(broken.getAs("picture"));
        assertEquals("NOT_A_PICTURE", broken.getAs("error_kind"));
        assertTrue(((String) broken.getAs("error_message")).startsWith("no picture: 8 bytes"), broken.toString());
        Row none = rows.get(2);
        assertNull(none.getAs("picture"));
        assertNull(none.getAs("error_kind"));
    }

    @Test
    void aNetworkThatCannotBeHadFailsTheQueryAndIsNamed() {
        Exception e = assertThrows(Exception.class, () -> restored("no-such-network"));
        boolean named = false;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            named |= String.valueOf(cause.getMessage()).contains("no-such-network");
        }
        assertTrue(named, e.toString());
    }
}
