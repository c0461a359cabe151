package io.azulejo.imaging.codec.png;

import io.azulejo.imaging.codec.metadata.ImageResources;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Metadata.Resolution;
import io.azulejo.imaging.picture.Metadata.Text;
import io.azulejo.imaging.picture.RowSink;
import io.azulejo.imaging.picture.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes a PNG row by row: every row less the one above (filter Up), deflated at level 1. On photographs this beats the
 * adaptive filters of slower writers in both time and size; it is one vectorised loop.
 */
final class PngEncoder implements RowSink {
    private static final int CHUNK_BYTES = 1 << 16;

    private final OutputStream out;
    private final Shape shape;
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    private final byte[] above;
    private final byte[] filtered;
    private final byte[] deflated = new byte[CHUNK_BYTES];
    private int deflatedLength;
    private int rows;
    private boolean closed;

    PngEncoder(OutputStream out, Shape shape, Metadata metadata) throws IOException {
        this.out = out;
        this.shape = shape;
        this.above = new byte[shape.rowBytes()];
        this.filtered = new byte[shape.rowBytes() + 1];
        filtered[0] = PngFilters.UP;
        writeHead(metadata);
    }

    @Override
    public void write(byte[] row, int offset) throws IOException {
        if (closed || rows == shape.height()) {
            throw new IllegalStateException("row %d of %d".formatted(rows, shape.height()));
        }
        for (int i = 0; i < above.length; i++) {
            filtered[i + 1] = (byte) (row[offset + i] - above[i]);
        }
        System.arraycopy(row, offset, above, 0, above.length);
        deflater.setInput(filtered);
        while (!deflater.needsInput()) {
            deflate();
        }
        rows++;
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (rows == shape.height()) {
                deflater.finish();
                while (!deflater.finished()) {
                    deflate();
                }
                writeDeflated();
                writeChunk("IEND", new byte[0], 0);
                out.flush();
            }
        } finally {
            deflater.end();
        }
    }

    private void deflate() throws IOException {
        deflatedLength += deflater.deflate(deflated, deflatedLength, CHUNK_BYTES - deflatedLength);
        if (deflatedLength == CHUNK_BYTES) {
            writeDeflated();
        }
    }

    private void writeDeflated() throws IOException {
        if (deflatedLength > 0) {
            writeChunk("IDAT", deflated, deflatedLength);
            deflatedLength = 0;
        }
    }

    private void writeHead(Metadata metadata) throws IOException {
        out.write(PngChunks.SIGNATURE);
        int colour = switch (shape.channels()) {
            case 1 -> 0;
            case 2 -> 4;
            case 3 -> 2;
            default -> 6;
        };
        ByteBuffer header =
                ByteBuffer.allocate(PngHeader.BYTES).putInt(shape.width()).putInt(shape.height());
        writeChunk("IHDR", header.put((byte) shape.bits()).put((byte) colour).array());
        if (metadata.colour().isPresent()) {
            out.write(metadata.colour().get());
        }
        if (metadata.icc().isPresent()) {
            writeChunk(
                    "iCCP",
                    text("ICC Profile\0\0", PngText.deflate(metadata.icc().get())));
        }
        if (metadata.resolution().isPresent()) {
            writeChunk("pHYs", resolution(metadata.resolution().get()));
        }
        if (metadata.exif().isPresent()) {
            writeChunk("eXIf", metadata.exif().get());
        }
        if (metadata.xmp().isPresent()) {
            // Neither compressed nor in a language: keyword, two zero flags, two empty strings.
            writeChunk("iTXt", text(PngText.XMP + "\0\0\0\0\0", metadata.xmp().get()));
        }
        Optional<byte[]> resources = ImageResources.of(metadata.iptc(), metadata.photoshop());
        if (resources.isPresent()) {
            byte[] profile = PngText.rawProfile("iptc", resources.get());
            writeChunk("zTXt", text(PngText.RAW_PROFILE + "iptc\0\0", PngText.deflate(profile)));
        }
        for (Text text : metadata.texts()) {
            writeChunk(PngText.form(text), PngText.chunk(text));
        }
    }

    private static byte[] text(String prefix, byte[] body) {
        ByteArrayOutputStream chunk = new ByteArrayOutputStream(prefix.length() + body.length);
        chunk.writeBytes(prefix.getBytes(StandardCharsets.ISO_8859_1));
        chunk.writeBytes(body);
        return chunk.toByteArray();
    }

    private static byte[] resolution(Resolution resolution) {
        ByteBuffer chunk = ByteBuffer.allocate(9);
        chunk.putInt((int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.round(resolution.x()))));
        chunk.putInt((int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.round(resolution.y()))));
        return chunk.put((byte) (resolution.perMetre() ? 1 : 0)).array();
    }

    private void writeChunk(String name, byte[] body) throws IOException {
        writeChunk(name, body, body.length);
    }

    private void writeChunk(String name, byte[] body, int length) throws IOException {
        int type = PngChunks.type(name);
        CRC32 crc = PngChunks.checksum(type);
        crc.update(body, 0, length);
        out.write(ByteBuffer.allocate(8).putInt(length).putInt(type).array());
        out.write(body, 0, length);
        out.write(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}
