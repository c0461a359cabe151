package io.azulejo.imaging.codec.gif;

import io.azulejo.imaging.codec.LeftOut;
import io.azulejo.imaging.codec.MetadataKind;
import io.azulejo.imaging.codec.Probe;
import io.azulejo.imaging.codec.Strictness;
import io.azulejo.imaging.codec.metadata.IccProfile;
import io.azulejo.imaging.codec.metadata.ImageResources;
import io.azulejo.imaging.codec.metadata.Texts;
import io.azulejo.imaging.codec.metadata.Xmp;
import io.azulejo.imaging.codec.reading.Findings;
import io.azulejo.imaging.codec.reading.Palette;
import io.azulejo.imaging.codec.reading.SourceReader;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.PictureException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Walks over the blocks of a GIF and collects what they say. For one thread. */
final class GifBlocks {
    private static final int EXTENSION = 0x21;
    private static final int IMAGE = 0x2c;
    private static final int TRAILER = 0x3b;
    private static final int PLAIN_TEXT = 0x01;
    private static final int GRAPHIC_CONTROL = 0xf9;
    private static final int COMMENT = 0xfe;
    private static final int APPLICATION = 0xff;
    /** Behind an XMP packet: bytes that lead any reader of sub-blocks to the end (XMP part 3, section 1.1.2). */
    private static final int XMP_TRAILER_BYTES = 257;

    private final SourceReader in;
    private final Findings findings;
    private byte[] palette = new byte[0];
    private int canvasWidth;
    private int canvasHeight;
    private int transparent = -1;
    private Optional<byte[]> icc = Optional.empty();
    private Optional<byte[]> xmp = Optional.empty();
    private Optional<byte[]> iptc = Optional.empty();
    private Optional<byte[]> resources = Optional.empty();
    private final Texts comments = new Texts();
    private final LeftOut others = new LeftOut(MetadataKind.EXTENSIONS);

    GifBlocks(SourceReader in, Findings findings) {
        this.in = in;
        this.findings = findings;
    }

    /** Reads up to the data of the first frame; CORRUPT or TRUNCATED if there is none. */
    GifFrame readToFirstFrame() throws PictureException, IOException {
        in.bytes(6);
        canvasWidth = u16();
        canvasHeight = u16();
        int flags = in.u8();
        in.bytes(2);
        palette = readPalette(flags);
        for (int block = in.u8(); block != IMAGE; block = in.u8()) {
            if (block == TRAILER) {
                throw new PictureException(FailureKind.CORRUPT, "the file has no picture block");
            } else if (block == EXTENSION) {
                readExtension();
            } else if (block != 0) {
                throw new PictureException(
                        FailureKind.CORRUPT, "a block of type %02x, which GIF has not".formatted(block));
            }
        }
        return readDescriptor();
    }

    /** Goes behind the data of the first frame: the size of its first codes, and its sub-blocks. */
    void skipPixels() throws PictureException, IOException {
        in.read();
        skipData();
    }

    private void skipData() throws PictureException, IOException {
        for (int length = in.read(); length > 0; length = in.read()) {
            in.seek(in.position() + length);
        }
    }

    /** From behind the first frame's data on counts frames, up to the end or the first thing that is no block. */
    Probe readToEnd(GifFrame first) throws PictureException, IOException {
        int frames = 1;
        int block = in.read();
        while (block == EXTENSION || block == IMAGE || block == 0) {
            if (block == EXTENSION && in.remaining() > 0) {
                readExtension();
            } else if (block == IMAGE && in.remaining() > 9) {
                int flags = in.bytes(9)[8];
                in.seek(in.position() + paletteBytes(flags));
                skipPixels();
                frames++;
            }
            block = in.read();
        }
        if (block != TRAILER) {
            findings.report(
                    Strictness.ERROR,
                    block < 0 ? FailureKind.TRUNCATED : FailureKind.CORRUPT,
                    "no end mark behind frame %d".formatted(frames));
        }
        return first.probe(frames);
    }

    /** What was found; that something was left out is noted. */
    Metadata metadata() throws PictureException {
        others.note(findings);
        return new Metadata(
                        IccProfile.fitting(icc, 3, findings),
                        Optional.empty(),
                        Xmp.upright(xmp, 1, findings),
                        iptc.or(() -> resources.flatMap(ImageResources::iptc)),
                        resources.flatMap(block -> ImageResources.others(block, /* turned= */ false)),
                        Optional.empty(),
                        Optional.empty())
                .withTexts(comments.kept(findings));
    }

    private GifFrame readDescriptor() throws PictureException, IOException {
        int left = u16();
        int top = u16();
        int width = u16();
        int height = u16();
        int flags = in.u8();
        byte[] own = readPalette(flags);
        if (own.length == 0 && palette.length == 0) {
            throw new PictureException(FailureKind.CORRUPT, "the first frame has no colour table");
        }
        if (width == 0 || height == 0) {
            throw new PictureException(
                    FailureKind.CORRUPT, "the first frame has %d x %d pixels".formatted(width, height));
        }
        boolean screen = canvasWidth > 0 && canvasHeight > 0;
        if (!screen) {
            left = 0;
            top = 0;
        } else if (left + width > canvasWidth || top + height > canvasHeight) {
            findings.note("the first frame is %dx%d at %d,%d of a screen of %dx%d: the picture holds both whole"
                    .formatted(width, height, left, top, canvasWidth, canvasHeight));
        }
        return new GifFrame(
                Math.max(canvasWidth, left + width),
                Math.max(canvasHeight, top + height),
                left,
                top,
                width,
                height,
                (flags & 0x40) != 0,
                transparent,
                new Palette(own.length > 0 ? own : palette));
    }

    private byte[] readPalette(int flags) throws PictureException, IOException {
        return in.bytes(paletteBytes(flags));
    }

    private static int paletteBytes(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }

    private void readExtension() throws PictureException, IOException {
        int label = in.u8();
        if (label == COMMENT) {
            if (comments.full()) {
                skipData();
            } else {
                data(false).ifPresent(comments::addComment);
            }
            return;
        }
        int length = in.read();
        if (length <= 0) {
            return;
        }
        byte[] head = new byte[length];
        if (in.read(head, 0, length) < length) {
            return;
        }
        if (label == GRAPHIC_CONTROL && length >= 4) {
            transparent = (head[0] & 1) != 0 ? head[3] & 0xff : -1;
        } else if (label == APPLICATION && length == 11) {
            readApplication(new String(head, StandardCharsets.ISO_8859_1));
            return;
        } else if (label != GRAPHIC_CONTROL) {
            others.add(label == PLAIN_TEXT ? "plain text" : "%02x".formatted(label));
        }
        skipData();
    }

    /** The first of each kind counts; IPTC and Photoshop's resources are ImageMagick's (gif.c, WriteGIFImage). */
    private void readApplication(String name) throws PictureException, IOException {
        switch (name) {
            case "XMP DataXMP" -> {
                Optional<byte[]> packet = data(true)
                        .filter(bytes -> bytes.length > XMP_TRAILER_BYTES)
                        .map(bytes -> Arrays.copyOf(bytes, bytes.length - XMP_TRAILER_BYTES));
                xmp = first(xmp, packet);
            }
            case "ICCRGBG1012" -> icc = first(icc, data(false));
            case "MGKIPTC0000" -> {
                Optional<byte[]> block = data(false);
                if (block.isPresent() && block.get().length > 0 && block.get()[0] == '8') {
                    resources = first(resources, block);
                } else {
                    iptc = first(iptc, block);
                }
            }
            case "MGK8BIM0000" -> resources = first(resources, data(false));
            case "NETSCAPE2.0", "ANIMEXTS1.0" -> skipData();
            default -> {
                others.add(name);
                skipData();
            }
        }
    }

    private static Optional<byte[]> first(Optional<byte[]> before, Optional<byte[]> now) {
        return before.or(() -> now);
    }

    /** The sub-blocks as one, with or without their lengths; empty where they are cut or too long. */
    private Optional<byte[]> data(boolean withLengths) throws PictureException, IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] part = new byte[255];
        int length = in.read();
        for (; length > 0; length = in.read()) {
            int count = in.read(part, 0, length);
            if (bytes.size() <= IccProfile.MOST_BYTES) {
                if (withLengths) {
                    bytes.write(length);
                }
                bytes.write(part, 0, count);
            }
        }
        return length == 0 && bytes.size() <= IccProfile.MOST_BYTES
                ? Optional.of(bytes.toByteArray())
                : Optional.empty();
    }

    private int u16() throws PictureException, IOException {
        return in.u8() | in.u8() << 8;
    }
}
