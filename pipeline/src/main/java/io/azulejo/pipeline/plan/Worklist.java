package io.azulejo.pipeline.plan;

import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.codec.Probe;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.pipeline.listing.Entry;
import io.azulejo.pipeline.request.RunOptions;
import io.azulejo.pipeline.resume.Change;
import io.azulejo.pipeline.resume.Resume;
import io.azulejo.pipeline.run.Console;
import io.azulejo.pipeline.session.Cluster;
import io.azulejo.pipeline.store.StorePaths;
import io.azulejo.udfs.restore.RestoreOptions;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.Path;

/**
 * What a run has to do, and what it need not.
 *
 * @param units to restore, by path
 * @param probes what the headers of the units say, in their order
 * @param done pictures whose committed rows are still good
 * @param changed pictures whose committed rows are not known to be of their content
 * @param failedEarlier how many pictures of the input have a committed row that says that they failed
 * @param read how many were read again to tell whether they changed
 * @param ignored objects that are no pictures
 * @param deep whether any picture has 16 bits a sample
 * @param names of files below {@code --files} for done pictures whose rows name none there, by path
 */
public record Worklist(
        List<PlannedPicture> units,
        List<Probed> probes,
        List<Entry> done,
        List<Change> changed,
        long failedEarlier,
        long read,
        long ignored,
        boolean deep,
        Map<String, String> names) {

    static Worklist of(Preparation preparation, Resume resume, Cluster cluster, Console console) {
        Resume.Standing standing = resume.sort(
                preparation.listed().entries(), preparation.options().value(RunOptions.VERIFY), cluster, console);
        List<Entry> fresh = standing.fresh();
        List<Probed> probes = Probing.probe(fresh, preparation.options(), cluster, console);
        FileKeys keys = new FileKeys(taken(preparation, resume));
        // Before any newcomer, so that a name which an earlier run gave by the same rule is given again.
        Map<String, String> names = names(preparation, resume, standing.done(), keys);
        long ignored = preparation.listed().ignored();
        boolean deep = false;
        List<Entry> pictures = new ArrayList<>();
        List<Probed> found = new ArrayList<>();
        for (int i = 0; i < fresh.size(); i++) {
            if (!probes.get(i).picture()) {
                ignored++;
                continue;
            }
            pictures.add(fresh.get(i));
            found.add(probes.get(i));
            deep |= probes.get(i)
                    .found()
                    .filter(probe -> probe.shape().bits() == 16)
                    .isPresent();
            String path = fresh.get(i).path();
            written(preparation, probes.get(i)).ifPresent(format -> keys.claim(path, format));
        }
        int limit = preparation.options().find(RunOptions.LIMIT).orElse(pictures.size());
        List<PlannedPicture> units =
                units(preparation, pictures.subList(0, Math.min(limit, pictures.size())), found, keys);
        return new Worklist(
                units,
                found.subList(0, units.size()),
                standing.done(),
                standing.changed(),
                standing.failed(),
                standing.read(),
                ignored,
                deep,
                names);
    }

    private static Map<String, String> names(Preparation preparation, Resume resume, List<Entry> done, FileKeys keys) {
        if (preparation.files().isEmpty()) {
            return Map.of();
        }
        Path root = preparation.files().get().root();
        List<String> unnamed = done.stream()
                .map(Entry::path)
                .filter(resume::restored)
                .filter(path ->
                        resume.uri(path).isEmpty() || !StorePaths.within(root, StorePaths.parse(resume.uri(path))))
                .toList();
        unnamed.forEach(path -> keys.claim(path, resume.format(path)));
        Map<String, String> names = new HashMap<>();
        unnamed.forEach(path -> names.put(path, keys.assign(path, resume.format(path))));
        return names;
    }

    /** Those whose format is known are named first: what may become of the others takes no name from them. */
    private static List<PlannedPicture> units(
            Preparation preparation, List<Entry> pictures, List<Probed> found, FileKeys keys) {
        PlannedPicture[] units = new PlannedPicture[pictures.size()];
        for (boolean known : new boolean[] {true, false}) {
            for (int i = 0; i < units.length; i++) {
                if (known == written(preparation, found.get(i)).isPresent()) {
                    units[i] = unit(preparation, pictures.get(i), found.get(i), keys);
                }
            }
        }
        return List.of(units);
    }

    private static PlannedPicture unit(Preparation preparation, Entry entry, Probed probed, FileKeys keys) {
        Entry reference =
                preparation.pairing().flatMap(pairing -> pairing.of(entry)).orElse(null);
        Map<Format, String> names = new EnumMap<>(Format.class);
        if (preparation.files().isPresent()) {
            // What cannot be read now may be when it is restored, and only then its format is known.
            List<Format> formats = written(preparation, probed)
                    .map(List::of)
                    .orElse(preparation.options().value(RestoreOptions.FORMAT).possible());
            formats.forEach(format -> names.put(format, keys.assign(entry.path(), format)));
        }
        long pixels = probed.found()
                .map(probe -> outputPixels(preparation, probe.shape()))
                .orElse(0L);
        // A picture beyond the limits is refused from its header and costs nothing.
        boolean refused = pixels > RestoreOptions.maxPixels(preparation.options());
        return new PlannedPicture(entry, reference, names, refused ? 0 : pixels);
    }

    private static long outputPixels(Preparation preparation, Shape shape) {
        try {
            return preparation.recipe().outputShape(shape).pixels();
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }

    /** The format in which a picture will be written, as far as its header tells. */
    private static Optional<Format> written(Preparation preparation, Probed probed) {
        if (probed.found().isEmpty()) {
            return Optional.empty();
        }
        Probe probe = probed.found().get();
        try {
            Shape out = preparation.recipe().outputShape(probe.shape());
            return Optional.of(preparation
                    .options()
                    .value(RestoreOptions.FORMAT)
                    .resolve(probe.format(), out)
                    .format());
        } catch (PictureException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static Set<String> taken(Preparation preparation, Resume resume) {
        Set<String> taken = new HashSet<>();
        preparation.files().ifPresent(files -> {
            for (String uri : resume.uris()) {
                taken.add(StorePaths.relative(files.root(), StorePaths.parse(uri)));
            }
            // A folder of the input is one below --files too, and no picture can have its name.
            for (Entry entry : preparation.listed().entries()) {
                String path = StorePaths.portable(entry.path());
                for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
                    taken.add(path.substring(0, slash));
                }
            }
        });
        return taken;
    }

    /** Pictures in the input; what only the probe told to be none is not counted. */
    public long images(Preparation preparation) {
        return preparation.listed().entries().size()
                - (ignored - preparation.listed().ignored());
    }

    /** Pictures of the input that have a committed row already. */
    public long committed() {
        return done.size() + (long) changed.size();
    }

    /** Output pixels of all units. */
    public long pixels() {
        return units.stream().mapToLong(PlannedPicture::outputPixels).sum();
    }
}
