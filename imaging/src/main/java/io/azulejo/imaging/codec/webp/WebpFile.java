package io.azulejo.imaging.codec.webp;

import io.azulejo.imaging.codec.LeftOut;
import io.azulejo.imaging.codec.MetadataKind;
import io.azulejo.imaging.codec.Strictness;
import io.azulejo.imaging.codec.reading.Findings;
import io.azulejo.imaging.codec.reading.SourceReader;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The chunks of a WebP file (RFC 9649, section 2), of an animation those of its first frame.
 *
 * @param canvasWidth of the picture as viewers show it
 * @param left of the first frame on the canvas
 * @param width of the first frame, by its own bit stream
 * @param alpha whether the frame has transparency
 * @param pixels the bit stream of the first frame
 * @param transparency of a lossy frame
 * @param frames 1 where it is no animation
 * @param blocks where metadata lies, by the chunk's name
 */
record WebpFile(
        int canvasWidth,
        int canvasHeight,
        int left,
        int top,
        int width,
        int height,
        boolean alpha,
        Chunk pixels,
        Optional<Chunk> transparency,
        int frames,
        Map<String, Chunk> blocks) {

    private static final int MOST_CHUNKS = 100_000;

    /** A chunk's name and the bytes that it says it has. */
    record Chunk(String name, long at, long length) {
        long next() {
            return at + length + (length & 1);
        }
    }

    /** Whether the first frame loses nothing. */
    boolean lossless() {
        return pixels.name().equals("VP8L");
    }

    /** Whether every pixel of the canvas belongs to the first frame. */
    boolean coversCanvas() {
        return left == 0 && top == 0 && width == canvasWidth && height == canvasHeight;
    }

    /** Reads chunk by chunk, stepping over what they hold; TRUNCATED or CORRUPT if there is no picture in them. */
    static WebpFile read(SourceReader in, Findings findings) throws PictureException, IOException {
        return new Walk(in, findings).read();
    }

    /** State while the chunks are walked over. */
    private static final class Walk {
        private final SourceReader in;
        private final Findings findings;
        private final Map<String, Chunk> blocks = new LinkedHashMap<>();
        private final LeftOut others = new LeftOut(MetadataKind.CHUNKS);
        private int canvasWidth;
        private int canvasHeight;
        private int left;
        private int top;
        private Chunk pixels;
        private Chunk transparency;
        private int frames;

        Walk(SourceReader in, Findings findings) {
            this.in = in;
            this.findings = findings;
        }

        WebpFile read() throws PictureException, IOException {
            in.bytes(4);
            long size = u32() + 8;
            in.bytes(4);
            if (size > in.size()) {
                findings.report(
                        Strictness.TRUNCATED,
                        FailureKind.TRUNCATED,
                        "the file says it has %d bytes and has %d".formatted(size, in.size()));
            }
            walk(Math.min(size, in.size()), MOST_CHUNKS);
            if (pixels == null) {
                throw new PictureException(
                        in.size() < size ? FailureKind.TRUNCATED : FailureKind.CORRUPT,
                        "the file has no picture chunk");
            }
            others.note(findings);
            return describe();
        }

        private void walk(long end, int most) throws PictureException, IOException {
            for (int i = 0; in.position() + 8 <= end && i < most; i++) {
                String name = name();
                Chunk chunk = new Chunk(name, in.position() + 4, u32());
                take(chunk);
                in.seek(chunk.next());
            }
        }

        private void take(Chunk chunk) throws PictureException, IOException {
            switch (chunk.name()) {
                case "VP8X" -> {
                    in.bytes(4);
                    canvasWidth = u24() + 1;
                    canvasHeight = u24() + 1;
                }
                case "ANMF" -> {
                    if (++frames == 1 && pixels == null) {
                        left = 2 * u24();
                        top = 2 * u24();
                        in.bytes(10);
                        walk(chunk.at() + chunk.length(), 100);
                    }
                }
                case "ALPH" -> transparency = pixels == null ? chunk : transparency;
                case "VP8 ", "VP8L" -> pixels = pixels == null ? chunk : pixels;
                case "C2PA" -> findings.note(MetadataKind.CREDENTIALS.note());
                case "ANIM" -> {
                    // How an animation runs.
                }
                case "ICCP", "EXIF", "XMP " -> {
                    if (blocks.putIfAbsent(chunk.name(), chunk) != null) {
                        others.add("a second " + chunk.name().strip());
                    }
                }
                default -> others.add(chunk.name());
            }
        }

        private WebpFile describe() throws PictureException, IOException {
            in.seek(pixels.at());
            boolean lossless = pixels.name().equals("VP8L");
            int width;
            int height;
            boolean alpha = transparency != null && !lossless;
            if (lossless) {
                int signature = in.u8();
                int bits = (int) u32();
                width = (bits & 0x3fff) + 1;
                height = (bits >> 14 & 0x3fff) + 1;
                alpha = (bits >> 28 & 1) != 0;
                if (signature != 0x2f || bits >>> 29 != 0) {
                    throw corrupt("a lossless bit stream that begins with %02x, version %d"
                            .formatted(signature, bits >>> 29));
                }
            } else {
                int tag = u24();
                int start = u24();
                width = u16() & 0x3fff;
                height = u16() & 0x3fff;
                if ((tag & 1) != 0 || start != 0x2a019d) {
                    throw corrupt("a lossy bit stream that does not begin with a key frame");
                }
            }
            if (width == 0 || height == 0) {
                throw corrupt("the bit stream says %d x %d pixels".formatted(width, height));
            }
            // Without an animation the picture is its bit stream, whatever the canvas says.
            boolean animated = frames > 0 && canvasWidth > 0;
            return new WebpFile(
                    animated ? canvasWidth : width,
                    animated ? canvasHeight : height,
                    animated ? left : 0,
                    animated ? top : 0,
                    width,
                    height,
                    alpha,
                    pixels,
                    lossless ? Optional.empty() : Optional.ofNullable(transparency),
                    Math.max(1, frames),
                    blocks);
        }

        private static PictureException corrupt(String message) {
            return new PictureException(FailureKind.CORRUPT, message);
        }

        private String name() throws PictureException, IOException {
            return new String(in.bytes(4), StandardCharsets.ISO_8859_1);
        }

        private int u16() throws PictureException, IOException {
            return in.u8() | in.u8() << 8;
        }

        private int u24() throws PictureException, IOException {
            return u16() | in.u8() << 16;
        }

        private long u32() throws PictureException, IOException {
            return u16() | (long) u16() << 16;
        }
    }
}
