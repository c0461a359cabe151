package io.azulejo.pipeline.dryrun;

import io.azulejo.imaging.codec.ByteSource;
import io.azulejo.imaging.codec.Codecs;
import io.azulejo.imaging.codec.DecodeOptions;
import io.azulejo.imaging.codec.Decoded;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.pipeline.listing.Entry;
import io.azulejo.pipeline.listing.Fetching;
import io.azulejo.pipeline.listing.PictureAttempt;
import io.azulejo.pipeline.request.RunOptions;
import io.azulejo.pipeline.restore.RestoreContext;
import io.azulejo.pipeline.session.Cluster;
import io.azulejo.pipeline.store.FetchedFile;
import io.azulejo.udfs.restore.Output;
import io.azulejo.udfs.restore.Restoration;
import io.azulejo.udfs.restore.RestoreOptions;
import io.azulejo.udfs.restore.Restorer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;

/**
 * Restores the middles of some pictures, on all slots at once, because slots share a machine's memory and cores. The
 * pictures are fetched and decoded whole, as in a run.
 */
final class Rehearsal implements AutoCloseable {
    /** Smaller windows cost more a pixel than those of a run. */
    private static final int LEAST_SIDE = 192;

    private static final int MOST_SIDE = 512;

    /** One restoration takes about this long, so that several fit the time. */
    private static final double SECONDS_A_PIECE = 1.2;

    private final RestoreContext context;
    private final Configuration stores;
    private final Restorer restorer;
    private final long end;
    private RehearsalTotals sum = RehearsalTotals.NONE;
    private int side = LEAST_SIDE;

    private Rehearsal(RestoreContext context, Configuration stores, double seconds) {
        this.context = context;
        this.stores = stores;
        this.restorer = context.restorer();
        this.end = System.nanoTime() + (long) (seconds * 1e9);
    }

    /** Rehearses for some seconds on every slot of a cluster. */
    static RehearsalTotals on(Cluster cluster, RestoreContext context, List<Entry> pictures, double seconds) {
        var told = cluster.context().broadcast(context);
        List<Integer> slots = IntStream.range(0, cluster.slots()).boxed().toList();
        return cluster
                .map(slots, 1, (slot, stores) -> {
                    try (Rehearsal rehearsal = new Rehearsal(told.value(), stores, seconds)) {
                        return rehearsal.run(pictures, slot);
                    }
                })
                .stream()
                .reduce(RehearsalTotals.NONE, RehearsalTotals::plus);
    }

    private RehearsalTotals run(List<Entry> pictures, int slot) throws IOException {
        // Each slot begins with another picture; all go round until the time is over.
        List<Entry> rotated = new ArrayList<>(pictures);
        Collections.rotate(rotated, -slot);
        Deque<Entry> round = new ArrayDeque<>(rotated);
        while (!over() && !round.isEmpty()) {
            Entry picture = round.remove();
            // What a run would give up is given up here too, and tried no second time; its row will say why.
            if (PictureAttempt.at(picture, () -> rehearse(picture)).isEmpty()) {
                round.add(picture);
            }
        }
        if (sum.seen() == 0) {
            PictureAttempt.at(pictures.get(0), this::rehearseNoise);
        }
        return sum;
    }

    private boolean over() {
        return System.nanoTime() > end;
    }

    private void rehearseNoise() throws PictureException, IOException {
        restored(RehearsalPictures.noise(3, LEAST_SIDE), true);
        restored(RehearsalPictures.noise(3, side), false);
    }

    private void rehearse(Entry entry) throws PictureException, IOException {
        long began = System.nanoTime();
        long limit = context.options().value(RestoreOptions.MAX_BYTES);
        try (FetchedFile fetched = Fetching.fetch(entry, "the file", limit, stores)) {
            double fetch = seconds(began);
            long decoding = System.nanoTime();
            DecodeOptions options = RestoreOptions.decoding(context.options(), 1);
            Decoded decoded = Codecs.decode(fetched, options);
            Shape shape = decoded.picture().shape();
            boolean warm = sum.seen() == 0;
            sum = sum.plus(RehearsalTotals.ofFetch(fetched.size(), fetch))
                    .plus(RehearsalTotals.ofDecode(shape.pixels(), seconds(decoding)));
            var format = decoded.probe().format();
            if (warm) {
                restored(RehearsalPictures.middle(decoded.picture(), format, LEAST_SIDE), true);
            }
            restored(RehearsalPictures.middle(decoded.picture(), format, side), false);
        }
    }

    /** The first one makes the session and warms what it runs through; it tells only how large the others may be. */
    private void restored(ByteSource piece, boolean warmUp) throws PictureException, IOException {
        Optional<ByteSource> reference = Optional.empty();
        if (context.options().find(RunOptions.REFERENCE).isPresent()) {
            Shape shape = Codecs.probe(piece).shape();
            Shape output = restorer.recipe().outputShape(shape);
            reference = Optional.of(
                    RehearsalPictures.reference(new Shape(output.width(), output.height(), output.channels(), 8)));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Restoration done = new Restoration();
        Output output = () -> {
            bytes.reset();
            return bytes;
        };
        restorer.restore(piece, reference, output, done);
        if (!warmUp) {
            sum = sum.plus(RehearsalTotals.of(done, bytes.size()));
            return;
        }
        double perPixel = done.milliseconds(Restoration.Stage.RESTORE).orElseThrow()
                / 1e3
                / done.probe().orElseThrow().shape().pixels();
        side = (int) Math.max(LEAST_SIDE, Math.min(MOST_SIDE, Math.sqrt(SECONDS_A_PIECE / perPixel)));
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    @Override
    public void close() {
        restorer.close();
    }
}
