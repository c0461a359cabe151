package io.azulejo.jobs;

import io.azulejo.pipeline.store.PlainLocalFileSystem;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** This machine's disk, on which a process is held once at some place: it says so, and goes on when a file is there. */
public final class HoldingDisk extends FilterFileSystem {
    /** A part of the place that is created, made or opened; a process without it is not held. */
    static final String AT = "azulejo.test.hold.at";

    /** The file that lets it go on. */
    static final String UNTIL = "azulejo.test.hold.until";

    static final String SAID = "held at ";

    private static final AtomicBoolean HELD = new AtomicBoolean();

    public HoldingDisk() {
        super(new PlainLocalFileSystem());
    }

    /** @param stubborn whether an interrupt goes unheard, as one in native code does */
    static void hold(Path place, Configuration configuration, boolean stubborn) throws IOException {
        if (!place.toUri().getPath().contains(configuration.get(AT, "nowhere")) || !HELD.compareAndSet(false, true)) {
            return;
        }
        System.out.println(SAID + place);
        System.out.flush();
        java.nio.file.Path until = java.nio.file.Path.of(configuration.get(UNTIL));
        while (!Files.exists(until)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            if (Thread.interrupted() && !stubborn) {
                throw new InterruptedIOException("interrupted at " + place);
            }
        }
    }

    @Override
    public FSDataOutputStream create(
            Path place,
            FsPermission permission,
            boolean overwrite,
            int buffer,
            short replication,
            long block,
            Progressable progress)
            throws IOException {
        hold(place, getConf(), false);
        return super.create(place, permission, overwrite, buffer, replication, block, progress);
    }

    @Override
    public boolean mkdirs(Path place) throws IOException {
        hold(place, getConf(), true);
        return super.mkdirs(place);
    }

    @Override
    public boolean mkdirs(Path place, FsPermission permission) throws IOException {
        hold(place, getConf(), true);
        return super.mkdirs(place, permission);
    }
}
