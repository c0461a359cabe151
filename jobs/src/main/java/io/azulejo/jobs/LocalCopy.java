package io.azulejo.jobs;

import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.store.Sha256;
import io.azulejo.pipeline.store.StoreAccess;
import io.azulejo.pipeline.store.StorePaths;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A file that must lie on this machine to be read: itself, or a copy of what a store holds, which close removes.
 *
 * @param file here
 * @param place as the user named it
 */
record LocalCopy(java.nio.file.Path file, Path place, boolean copied) implements AutoCloseable {
    /**
     * Makes one.
     *
     * @param most bytes of a copy
     * @throws RequestException if nothing is there, it is a folder, too large, or cannot be read
     */
    static LocalCopy of(String asked, long most, Configuration stores) throws RequestException, IOException {
        Path place;
        try {
            place = StorePaths.parse(asked);
        } catch (IllegalArgumentException e) {
            throw new RequestException("%s: %s".formatted(asked, e.getMessage()), e);
        }
        if ("file".equals(place.toUri().getScheme())) {
            java.nio.file.Path file = java.nio.file.Path.of(place.toUri().getPath());
            if (Files.isRegularFile(file) && !Files.isReadable(file)) {
                throw new RequestException("%s may not be read: no permission".formatted(asked));
            }
            return new LocalCopy(file, place, false);
        }
        java.nio.file.Path file = Files.createTempFile("azulejo-network", ".tmp");
        LocalCopy copy = new LocalCopy(file, place, true);
        try {
            copy.fetch(asked, most, stores);
            return copy;
        } catch (RequestException | IOException | RuntimeException e) {
            copy.close();
            throw e;
        }
    }

    private void fetch(String asked, long most, Configuration stores) throws RequestException, IOException {
        FileSystem files = StoreAccess.files(place, stores);
        try {
            if (files.getFileStatus(place).isDirectory()) {
                throw new RequestException("%s is a folder: name a file".formatted(asked));
            }
            if (files.getFileStatus(place).getLen() > most) {
                throw new RequestException("%s has %d bytes; at most %d are read"
                        .formatted(asked, files.getFileStatus(place).getLen(), most));
            }
        } catch (FileNotFoundException e) {
            throw new RequestException("%s is not there".formatted(asked), e);
        }
        try (InputStream in = files.open(place);
                OutputStream out = Files.newOutputStream(file)) {
            in.transferTo(out);
        }
    }

    /** The sum of its bytes, in hexadecimal. */
    String sha256() throws IOException {
        MessageDigest sum = Sha256.begun();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), sum)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(sum.digest());
    }

    @Override
    public void close() {
        if (copied) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
