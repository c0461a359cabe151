package io.azulejo.udfs.sql;

import io.azulejo.imaging.codec.ByteSource;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.models.ModelException;
import io.azulejo.models.store.ModelStore;
import io.azulejo.models.store.Opener;
import io.azulejo.udfs.engine.EngineException;
import io.azulejo.udfs.option.Options;
import io.azulejo.udfs.restore.Output;
import io.azulejo.udfs.restore.Restoration;
import io.azulejo.udfs.restore.Restorer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * {@code azulejo_restore(picture, model)}: the bytes of a picture's file and the name or path of a network give a
 * struct of the restored file. Each executor opens a network once and its tasks share it. Windows, halo, format
 * and metadata, the mark too, are those of {@code azulejo restore} without flags.
 *
 * <p>Null bytes give null. A picture that cannot be restored gives {@code error_kind} and {@code error_message}; a
 * network that cannot be had fails the query, because then every picture would.
 */
public final class RestoreFunction implements UDF2<byte[], String, Row> {
    /** The name under which SQL knows it. */
    public static final String NAME = "azulejo_restore";

    /** What it gives. */
    public static final StructType RESULT = new StructType()
            .add("picture", DataTypes.BinaryType)
            .add("content_type", DataTypes.StringType)
            .add("width", DataTypes.IntegerType)
            .add("height", DataTypes.IntegerType)
            .add("error_kind", DataTypes.StringType)
            .add("error_message", DataTypes.StringType);

    private static final long serialVersionUID = 1;

    /**
     * Kept for as long as the executor lives: a query says nothing when it is done with a function, and networks that
     * take turns from row to row must not be opened with each.
     */
    private static final Map<String, Restorer> RESTORERS = new ConcurrentHashMap<>();

    /** Makes the function known to a session. */
    public static void register(SparkSession spark) {
        spark.udf().register(NAME, new RestoreFunction(), RESULT);
    }

    @Override
    public Row call(byte[] picture, String model) throws ModelException, EngineException, IOException {
        if (picture == null) {
            return null;
        }
        ByteArrayOutputStream restored = new ByteArrayOutputStream();
        try {
            Restorer restorer = restorer(model);
            Restoration done = new Restoration();
            Output output = () -> {
                restored.reset();
                return restored;
            };
            restorer.restore(ByteSource.of(picture), Optional.empty(), output, done);
            return RowFactory.create(
                    restored.toByteArray(),
                    done.format().mediaType(),
                    done.output().width(),
                    done.output().height(),
                    null,
                    null);
        } catch (PictureException e) {
            return failed(e.kind(), e.getMessage());
        } catch (RuntimeException e) {
            return failed(FailureKind.DEFECT, "a defect of this program: " + e.getMessage());
        }
    }

    private static Row failed(FailureKind kind, String message) {
        return RowFactory.create(null, null, null, null, kind.name(), message);
    }

    private static Restorer restorer(String model) throws ModelException, EngineException, IOException {
        Restorer open = RESTORERS.get(model);
        if (open == null) {
            synchronized (RESTORERS) {
                open = RESTORERS.get(model);
                if (open == null) {
                    open = Restorer.open(new ModelStore(Opener.LOCAL).load(model), Options.NONE);
                    RESTORERS.put(model, open);
                }
            }
        }
        return open;
    }
}
