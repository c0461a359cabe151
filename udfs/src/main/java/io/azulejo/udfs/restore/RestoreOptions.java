package io.azulejo.udfs.restore;

import static io.azulejo.udfs.option.Effect.METADATA;
import static io.azulejo.udfs.option.Effect.METRICS;
import static io.azulejo.udfs.option.Effect.NONE;
import static io.azulejo.udfs.option.Effect.PIXELS;
import static io.azulejo.udfs.option.Option.Group.IN_AND_OUT;
import static io.azulejo.udfs.option.Option.Group.LIMITS;
import static io.azulejo.udfs.option.Option.Group.NETWORK;
import static io.azulejo.udfs.option.Option.Group.PICTURES;

import io.azulejo.imaging.codec.DecodeOptions;
import io.azulejo.imaging.codec.Strictness;
import io.azulejo.imaging.codec.metadata.Dpi;
import io.azulejo.imaging.metric.Metrics;
import io.azulejo.udfs.engine.EngineOptions;
import io.azulejo.udfs.engine.Precision;
import io.azulejo.udfs.option.Option;
import io.azulejo.udfs.option.OptionType;
import io.azulejo.udfs.option.Options;
import io.azulejo.udfs.tiling.HaloChoice;
import java.time.Duration;
import java.util.List;

/** The options of restoring one picture: what {@link Restorer#open} is told of a Java caller, a run or SQL. */
public final class RestoreOptions {
    public static final Option<List<String>> MEASURED = Option.of(
                    "metrics",
                    IN_AND_OUT,
                    OptionType.words("LIST", List.copyOf(Metrics.NAMES.keySet())),
                    METRICS,
                    "What is measured against the reference.")
            .orElse("all");

    public static final Option<String> DEVICE = Option.of(
                    "device",
                    NETWORK,
                    OptionType.of(
                            "NAME",
                            "auto, cpu, or another device's name, such as cuda or cuda:1",
                            RestoreOptions::device),
                    NONE,
                    "Where the network runs.")
            .or(EngineOptions.AUTO);

    public static final Option<Precision> PRECISION = Option.of(
                    "precision",
                    NETWORK,
                    OptionType.constant("NAME", Precision.class),
                    PIXELS,
                    "Arithmetic of the network; fp16 is for devices that have it.")
            .or(Precision.FP32);

    public static final Option<HaloChoice> HALO = Option.of(
                    "halo",
                    NETWORK,
                    OptionType.of("card|exact|N", "card, exact, or a number from 0 up", HaloChoice::parse),
                    PIXELS,
                    "Pixels that a window sees beyond what it gives.")
            .or(HaloChoice.CARD);

    public static final Option<Integer> TILE = Option.of(
                    "tile", NETWORK, OptionType.number("N", 1), PIXELS, "Side of a window in pixels, halo included.")
            .orElse("fitted to the picture");

    public static final Option<OutputFormat> FORMAT = Option.of(
                    "format",
                    PICTURES,
                    OptionType.of("NAME", "same, png, jpeg, tiff or webp", OutputFormat::parse),
                    PIXELS,
                    "Format of restored pictures: same, png, jpeg, tiff or webp.")
            .or(OutputFormat.SAME);

    public static final Option<Integer> QUALITY = Option.of(
                    "quality",
                    PICTURES,
                    OptionType.number("1..100", 1, 100),
                    PIXELS,
                    "Of JPEG and WebP files that are written.")
            .orElse("JPEG 95, WebP without loss");

    public static final Option<Boolean> STRIP = Option.of(
                    "strip",
                    PICTURES,
                    OptionType.flag(),
                    METADATA,
                    "Keep no metadata but the colour profile, the mark, and who made and owns the picture.")
            .or(false);

    public static final Option<Boolean> MARK = Option.of(
                    "mark",
                    PICTURES,
                    OptionType.choice("iptc|none", "iptc", "none"),
                    METADATA,
                    "Whether a restored picture says in its metadata that it was restored.")
            .or(true);

    public static final Option<Dpi> DPI = Option.of(
                    "dpi",
                    PICTURES,
                    OptionType.of("scale|keep|N", "scale, keep, or a number from 1 to " + Dpi.MOST, Dpi::parse),
                    METADATA,
                    "Resolution that is stated: scale keeps the physical size, N is pixels per inch.")
            .or(Dpi.SCALE);

    public static final Option<Long> MAX_MEGAPIXELS = Option.of(
                    "max-megapixels",
                    LIMITS,
                    OptionType.largeNumber("N", 1, 1_000_000),
                    NONE,
                    "Most megapixels of a written picture.")
            .or(512L);

    public static final Option<Long> MAX_BYTES = Option.of(
                    "max-bytes",
                    LIMITS,
                    OptionType.largeNumber("N", 1, Long.MAX_VALUE),
                    NONE,
                    "Most bytes of a file that is read.")
            .or(2L << 30);

    public static final Option<Integer> DECODE_SECONDS = Option.of(
                    "decode-seconds", LIMITS, OptionType.number("N", 1), NONE, "Longest time of decoding one file.")
            .or(60);

    public static final Option<Strictness> STRICT = Option.of(
                    "strict",
                    LIMITS,
                    OptionType.constant("LEVEL", Strictness.class),
                    NONE,
                    "Give a picture up for findings of this level: none, truncated, error or warning.")
            .or(Strictness.TRUNCATED);

    /** All of them, in the order in which a person is told of them. */
    public static final List<Option<?>> ALL = List.of(
            MEASURED,
            DEVICE,
            PRECISION,
            HALO,
            TILE,
            FORMAT,
            QUALITY,
            STRIP,
            MARK,
            DPI,
            MAX_MEGAPIXELS,
            MAX_BYTES,
            DECODE_SECONDS,
            STRICT);

    private RestoreOptions() {}

    /** Which names there are is for providers to say, when a network is opened. */
    private static String device(String text) {
        if (!text.matches("[a-z][a-z0-9-]*(:[0-9]+)?")) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    /** The most pixels that a written picture may have. */
    public static long maxPixels(Options options) {
        return options.value(MAX_MEGAPIXELS) * 1_000_000L;
    }

    /**
     * What decoding may take.
     *
     * @param scale how many times wider and higher what is written becomes
     */
    public static DecodeOptions decoding(Options options, int scale) {
        return new DecodeOptions(
                Math.max(1, maxPixels(options) / ((long) scale * scale)),
                options.value(MAX_BYTES),
                options.value(STRICT),
                Duration.ofSeconds(options.value(DECODE_SECONDS)));
    }
}
