package io.azulejo.jobs;

import io.azulejo.imaging.codec.Strictness;
import io.azulejo.pipeline.request.Limits;
import io.azulejo.pipeline.request.RequestException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Flags of what one picture may cost. */
final class LimitFlags {
    @Option(
            names = "--max-megapixels",
            paramLabel = "N",
            description = "Most megapixels of a written picture (default: 512).")
    long maxMegapixels = Limits.DEFAULT.maxMegapixels();

    @Option(
            names = "--max-bytes",
            paramLabel = "N",
            description = "Most bytes of a file that is read (default: 2147483648).")
    long maxBytes = Limits.DEFAULT.maxBytes();

    @Option(
            names = "--decode-seconds",
            paramLabel = "N",
            description = "Longest time of decoding one file (default: 60).")
    int decodeSeconds = Limits.DEFAULT.decodeSeconds();

    @Option(
            names = "--max-cell-mib",
            paramLabel = "N",
            description = "A larger encoded picture becomes a file (default: 64).")
    int maxCellMib = Limits.DEFAULT.maxCellMib();

    @Option(
            names = "--strict",
            paramLabel = "LEVEL",
            description = "Give a picture up for: none, truncated, error or warning (default: truncated).")
    String strict = "truncated";

    Limits limits() throws RequestException {
        atLeast("--max-megapixels", maxMegapixels, 1);
        atLeast("--max-bytes", maxBytes, 1);
        atLeast("--decode-seconds", decodeSeconds, 1);
        atLeast("--max-cell-mib", maxCellMib, 1);
        if (maxCellMib > 1024) {
            throw new RequestException("--max-cell-mib %d: a cell holds at most 1024".formatted(maxCellMib));
        }
        return new Limits(maxMegapixels, maxBytes, decodeSeconds, maxCellMib, strictness());
    }

    private Strictness strictness() throws RequestException {
        for (Strictness level : Strictness.values()) {
            if (level.name().toLowerCase(Locale.ROOT).equals(strict)) {
                return level;
            }
        }
        String levels = Arrays.stream(Strictness.values())
                .map(level -> level.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        throw new RequestException("--strict %s: there are %s".formatted(strict, levels));
    }

    static void atLeast(String flag, long value, long least) throws RequestException {
        if (value < least) {
            throw new RequestException("%s %d: at least %d".formatted(flag, value, least));
        }
    }
}
