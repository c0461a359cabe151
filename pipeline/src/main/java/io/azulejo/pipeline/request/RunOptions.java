package io.azulejo.pipeline.request;

import static io.azulejo.udfs.option.Effect.METRICS;
import static io.azulejo.udfs.option.Effect.NONE;
import static io.azulejo.udfs.option.Option.Group.IN_AND_OUT;
import static io.azulejo.udfs.option.Option.Group.LIMITS;
import static io.azulejo.udfs.option.Option.Group.NETWORK;
import static io.azulejo.udfs.option.Option.Group.RUNNING;

import io.azulejo.udfs.option.Option;
import io.azulejo.udfs.option.OptionType;
import io.azulejo.udfs.restore.RestoreOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The options of {@code restore} and {@code measure}, beside those of restoring one picture. */
public final class RunOptions {
    public static final Option<String> INPUT = Option.of(
                    "input",
                    IN_AND_OUT,
                    OptionType.text("URI"),
                    NONE,
                    "Folder (read recursively), glob, file, or manifest (.txt, .csv, .parquet, @FILE); of measure an"
                            + " OUTPUT of restore too.")
            .needed();

    public static final Option<String> OUTPUT = Option.of(
                    "output", IN_AND_OUT, OptionType.text("URI"), NONE, "Folder of the table; made if it is not there.")
            .needed();

    public static final Option<String> FILES =
            Option.of("files", IN_AND_OUT, OptionType.text("URI"), NONE, "Write every restored picture as a file too.");

    public static final Option<String> REFERENCE = Option.of(
            "reference", IN_AND_OUT, OptionType.text("URI"), METRICS, "What pictures are measured against, by path.");

    public static final Option<Integer> CROP = Option.of(
                    "crop",
                    IN_AND_OUT,
                    OptionType.number("N", 0),
                    METRICS,
                    "Pixels cut off every side before measuring.")
            .orElse("the scale of the run that made the input, else 0");

    public static final Option<String> MODEL = Option.of(
                    "model", NETWORK, OptionType.text("NAME|URI"), NONE, "Shipped network or an ONNX file.")
            .or("plksr-light-x2");

    public static final Option<Integer> MAX_CELL_MIB = Option.of(
                    "max-cell-mib",
                    LIMITS,
                    OptionType.number("N", 1, 1024),
                    NONE,
                    "A larger encoded picture becomes a file.")
            .or(64);

    public static final Option<MaxFailed> MAX_FAILED = Option.of(
                    "max-failed",
                    LIMITS,
                    OptionType.of("N|P%", "a number of pictures, or a share such as 5%", MaxFailed::parse),
                    NONE,
                    "Failures of this input that are allowed, earlier runs' included; more end with exit code 3.")
            .or(MaxFailed.NONE);

    public static final Option<Integer> LIMIT = Option.of(
            "limit", RUNNING, OptionType.number("N", 1), NONE, "Take up the first N pictures that are not done.");

    public static final Option<Integer> SAMPLE = Option.of(
            "sample",
            RUNNING,
            OptionType.number("N", 1),
            NONE,
            "Take N pictures in place of all, spread over folders and sizes.");

    public static final Option<Boolean> VERIFY = Option.of(
                    "verify",
                    RUNNING,
                    OptionType.flag(),
                    NONE,
                    "Read every picture that is done, and count those as changed that are not what was restored.")
            .or(false);

    public static final Option<Boolean> DRY_RUN = Option.of(
                    "dry-run",
                    RUNNING,
                    OptionType.flag(),
                    NONE,
                    "Write nothing; say what there is to do and, timed for ten seconds, how long it takes.")
            .or(false);

    public static final Option<Long> COMMIT_MEGAPIXELS = Option.of(
                    "commit-megapixels",
                    RUNNING,
                    OptionType.largeNumber("N", 1, 1_000_000_000),
                    NONE,
                    "Output of one commit.")
            .or(500L);

    public static final Option<Integer> GRACE_SECONDS = Option.of(
                    "grace-seconds",
                    RUNNING,
                    OptionType.number("N", 0),
                    NONE,
                    "How long SIGTERM and SIGHUP wait for the commit in flight before it is dropped.")
            .or(25);

    public static final Option<Boolean> JSON = Option.of(
                    "json", RUNNING, OptionType.flag(), NONE, "Print one JSON object as the last line of stdout.")
            .or(false);

    /** Those of {@code restore}, in the order in which a person is told of them. */
    public static final List<Option<?>> RESTORE = ordered(
            List.of(
                    INPUT,
                    OUTPUT,
                    FILES,
                    REFERENCE,
                    MODEL,
                    MAX_FAILED,
                    MAX_CELL_MIB,
                    DRY_RUN,
                    LIMIT,
                    SAMPLE,
                    VERIFY,
                    COMMIT_MEGAPIXELS,
                    GRACE_SECONDS,
                    JSON),
            RestoreOptions.ALL);

    /** Those of {@code measure}, in the order in which a person is told of them. */
    public static final List<Option<?>> MEASURE = ordered(
            List.of(INPUT, REFERENCE, OUTPUT, CROP, MAX_FAILED, MAX_CELL_MIB, GRACE_SECONDS, JSON),
            List.of(
                    RestoreOptions.MEASURED,
                    RestoreOptions.MAX_MEGAPIXELS,
                    RestoreOptions.MAX_BYTES,
                    RestoreOptions.DECODE_SECONDS,
                    RestoreOptions.STRICT));

    private RunOptions() {}

    private static List<Option<?>> ordered(List<Option<?>> of, List<Option<?>> picture) {
        List<Option<?>> all = new ArrayList<>(of);
        all.addAll(picture);
        all.sort(Comparator.comparing(Option::group));
        return List.copyOf(all);
    }
}
