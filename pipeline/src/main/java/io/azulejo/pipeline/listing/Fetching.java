package io.azulejo.pipeline.listing;

import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.pipeline.store.FetchedFile;
import io.azulejo.pipeline.store.Store;
import io.azulejo.pipeline.store.StorePaths;
import io.azulejo.pipeline.store.UnwritableException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;

/** Fetches listed objects and compares them with what was promised. */
public final class Fetching {
    private Fetching() {}

    /**
     * Reads an object whole.
     *
     * @param what for messages: {@code the file}, {@code its reference a.png}
     * @param maxBytes longer ones are not read
     * @throws PictureException TOO_LARGE, or UNREADABLE if it is gone, may not be read, or reading breaks off
     * @throws UnwritableException if this machine has no room for it
     */
    public static FetchedFile fetch(Entry entry, String what, long maxBytes, Configuration stores)
            throws PictureException, UnwritableException {
        if (entry.folder()) {
            throw closed(entry, stores);
        }
        if (entry.bytes() > maxBytes) {
            throw new PictureException(
                    FailureKind.TOO_LARGE,
                    "%s has %,d bytes; --max-bytes allows %,d".formatted(what, entry.bytes(), maxBytes));
        }
        try {
            return FetchedFile.read(StorePaths.parse(entry.uri()), entry.bytes(), maxBytes, stores);
        } catch (FetchedFile.TooLongException e) {
            throw new PictureException(
                    FailureKind.TOO_LARGE,
                    "%s has grown since it was listed, beyond the %,d bytes that --max-bytes allows"
                            .formatted(what, maxBytes),
                    e);
        } catch (UnwritableException e) {
            throw e;
        } catch (IOException e) {
            throw unreadable(what, e);
        }
    }

    /**
     * Compares the bytes with the sum that a manifest promises; nothing happens where none does.
     *
     * @throws PictureException FIXITY if they differ
     */
    public static void verify(Entry entry, String what, FetchedFile fetched) throws PictureException {
        String found = fetched.checksum().substring(fetched.checksum().indexOf(':') + 1);
        if (!entry.sha256().isEmpty() && !entry.sha256().equals(found)) {
            throw new PictureException(
                    FailureKind.FIXITY,
                    "%s has the SHA-256 %s and the manifest promises %s".formatted(what, found, entry.sha256()));
        }
    }

    /** Why a folder could not be listed, as far as that can still be seen. */
    private static PictureException closed(Entry folder, Configuration stores) {
        try {
            Path place = StorePaths.parse(folder.uri());
            Store.of(place, stores).listed(place);
            return new PictureException(
                    FailureKind.UNREADABLE,
                    "the folder could not be listed when the run began, and can be now: the next run finds what lies in it");
        } catch (IOException e) {
            return unreadable("the folder", e);
        }
    }

    /** Why an object cannot be had. */
    private static PictureException unreadable(String what, IOException cause) {
        return new PictureException(FailureKind.UNREADABLE, what + " " + reason(cause), cause);
    }

    /** What an object is found to be that cannot be had, to be read behind its name. */
    public static String reason(IOException cause) {
        String message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        if (cause instanceof AccessControlException
                || cause instanceof AccessDeniedException
                || message.contains("Permission denied")) {
            return "may not be read: permission denied";
        }
        if (cause instanceof FileNotFoundException || cause instanceof NoSuchFileException) {
            return "is not there: removed since the input was listed, or named by a manifest and never there";
        }
        return "cannot be read: " + message;
    }
}
