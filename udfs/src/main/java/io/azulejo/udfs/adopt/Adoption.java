package io.azulejo.udfs.adopt;

import ai.onnxruntime.OrtException;
import io.azulejo.models.ModelException;
import io.azulejo.models.analysis.Analysis;
import io.azulejo.models.analysis.ReceptiveField;
import io.azulejo.models.card.Card;
import io.azulejo.models.card.Halo;
import io.azulejo.models.card.Sizes;
import io.azulejo.models.onnx.Node;
import io.azulejo.models.onnx.OnnxModel;
import io.azulejo.models.onnx.OnnxProperties;
import io.azulejo.models.onnx.OnnxReader;
import io.azulejo.models.store.Model;
import io.azulejo.models.store.ModelStore;
import io.azulejo.udfs.tiling.Tiling;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Makes a network of ours of an ONNX file from elsewhere, which is data from outside: it is read under limits, refused
 * where it uses other operators than ONNX's own or other files, and run under a deadline. For one use.
 *
 * <p>What it takes and gives is found out by what the file states and by running it on small pictures: layout, channels,
 * type, quantisation, scale, size multiple, range, order of colours, luma. The result takes and gives float32 NCHW of samples 0..1, by nodes before and
 * behind; its card says under {@code adopted} what was found out and how.
 */
public final class Adoption {
    private static final String SUPER_RESOLUTION = "super-resolution";
    private static final String IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/";

    private final byte[] file;
    private final String what;
    private final AdoptRequest asked;
    private final Map<String, Object> found = new LinkedHashMap<>();

    private Adoption(byte[] file, String what, AdoptRequest asked) {
        this.file = file;
        this.what = what;
        this.asked = asked;
    }

    /**
     * Adopts a network.
     *
     * @param file the ONNX file
     * @param what names it in messages
     * @param name what the network is to be called
     * @throws ModelException if it is no image-to-image network, it has a card already, or something could not be found
     *     out: which, and by which flag to say it
     */
    public static Model adopt(byte[] file, String what, String name, AdoptRequest asked) throws ModelException {
        asked.check();
        return new Adoption(file, what, asked).adopt(name);
    }

    private Model adopt(String name) throws ModelException {
        OnnxModel foreign = OnnxReader.read(ByteBuffer.wrap(file), what);
        if (foreign.metadata().containsKey(Card.METADATA_KEY)) {
            throw new ModelException("%s has a card already: use it as it is".formatted(what));
        }
        try {
            List<NetworkEnds> candidates = EndCandidates.of(foreign.graph(), asked, what);
            FittingEnds fit = EndSearch.theOnly(candidates, file, asked, what);
            describe(foreign, fit, candidates.size());
            NetworkEnds ends = new RangeSearch(fit, asked, what, found).find();
            return carded(
                    name,
                    separate(new FittingEnds(
                            ends,
                            ends.rewiring().apply(file),
                            fit.scale(),
                            fit.multiple(),
                            fit.height(),
                            fit.width())));
        } catch (OrtException e) {
            throw new ModelException(
                    "%s: the runtime does not take this network: %s".formatted(what, firstLine(e.getMessage())), e);
        }
    }

    /** A network that mixes the pictures of one run gets one at a time. */
    private FittingEnds separate(FittingEnds fit) throws ModelException, OrtException {
        if (fit.ends().fixedBatch() == 1 || BatchIndependence.leaveEachOtherAlone(fit)) {
            return fit;
        }
        if (fit.ends().fixedBatch() > 1) {
            throw new ModelException("%s cannot be adopted: the %d pictures of one run change one another"
                    .formatted(what, fit.ends().fixedBatch()));
        }
        found.put("batch", "1: pictures of one run change one another, or do not run together");
        NetworkEnds alone = fit.ends().alone();
        return new FittingEnds(
                alone, alone.rewiring().apply(file), fit.scale(), fit.multiple(), fit.height(), fit.width());
    }

    private void describe(OnnxModel foreign, FittingEnds fit, int candidates) {
        NetworkEnds ends = fit.ends();
        String how = candidates == 1 ? "as the file states" : "found by running it";
        found.put("input", EndCandidates.shown(ends.input().value()));
        found.put("output", EndCandidates.shown(ends.output().value()));
        found.put("layout", "%s, %s: %s".formatted(layout(ends), counted(ends.channels(), "channel"), how));
        if (ends.channels() == 4) {
            found.put("alpha", "the fourth channel is given as opaque, and what comes of it thrown away");
        }
        if (foreign.graph().outputs().size() > 1) {
            found.put("ignored", counted(foreign.graph().outputs().size() - 1, "more output"));
        }
        found.put("scale", "%d: found by running it on %dx%d pixels".formatted(fit.scale(), fit.width(), fit.height()));
        if (ends.fixedHeight() > 0) {
            found.put("size", "%dx%d only, as the file states".formatted(ends.fixedWidth(), ends.fixedHeight()));
        } else {
            found.put(
                    "size",
                    fit.multiple() == 1
                            ? "any: found by running it"
                            : "multiples of %d: %s"
                                    .formatted(
                                            fit.multiple(),
                                            asked.multiple().isPresent()
                                                    ? "as --multiple says"
                                                    : "found by running it"));
        }
        List<String> quantised = new ArrayList<>();
        ends.input().quantised().ifPresent(by -> quantised.add("input " + by.shown()));
        ends.output().quantised().ifPresent(by -> quantised.add("output " + by.shown()));
        if (foreign.graph().nodes().stream().map(Node::opType).anyMatch(Adoption::quantised)) {
            quantised.add("inside; left to the runtime as it is");
        }
        if (!quantised.isEmpty()) {
            found.put("quantised", String.join(", ", quantised));
        }
    }

    private static String layout(NetworkEnds ends) {
        Layout in = ends.input().layout();
        Layout out = ends.output().layout();
        return in == out ? in.name() : "%s in, %s out".formatted(in, out);
    }

    private static String counted(int count, String thing) {
        return "%d %s%s".formatted(count, thing, count == 1 ? "" : "s");
    }

    private static boolean quantised(String operator) {
        return operator.startsWith("QLinear") || operator.endsWith("Integer") || operator.endsWith("QuantizeLinear");
    }

    private Model carded(String name, FittingEnds fit) throws ModelException, OrtException {
        byte[] network = fit.network();
        Analysis analysis = Analysis.of(OnnxReader.read(ByteBuffer.wrap(network), what));
        NetworkEnds ends = fit.ends();
        if (ends.fixedHeight() == 0 && analysis.multiple() > Sizes.LARGEST_MULTIPLE) {
            throw new ModelException(
                    "%s cannot be adopted: the sides of its pictures must be multiples of %d, more than %d"
                            .formatted(what, analysis.multiple(), Sizes.LARGEST_MULTIPLE));
        }
        ShapeFolding.Told told = analysis.receptiveField() instanceof ReceptiveField.Unknown
                        && (ends.fixedHeight() > 0 || !analysis.sizeDependent())
                ? new ShapeFolding(network, ends, what).told(fit.scale(), fit.multiple())
                : new ShapeFolding.Told(analysis.receptiveField(), fit.multiple());
        OptionalInt radius = radius(told.receptiveField());
        Sizes sizes = new Sizes(ends.fixedBatch(), ends.fixedWidth(), ends.fixedHeight(), told.multiple());
        if (sizes.fixed() && analysis.multiple() > 1) {
            found.put(
                    "grid",
                    "windows lie where they fit, though it works in steps of %d pixels: seams may show"
                            .formatted(analysis.multiple()));
        }
        if (told.multiple() > fit.multiple() && !sizes.fixed()) {
            found.put("grid", "windows begin and end at multiples of %d: from its graph".formatted(told.multiple()));
        }
        Card card = Card.of(name, task(fit.scale()), fit.scale(), ends.pictureChannels())
                .withParameters(analysis.parameters())
                .withRadius(radius)
                .withSizes(sizes)
                .withMark(mark());
        int most = sizes.mostHalo(Tiling.LEAST_CORE);
        if (sizes.fixed() && radius.isPresent() && radius.getAsInt() > most) {
            card = card.withHalo(new Halo(most, Optional.empty()));
            found.put(
                    "halo",
                    "%d, the most that leaves a core of %d pixels in its window; its radius is %d"
                            .formatted(most, Tiling.LEAST_CORE, radius.getAsInt()));
        }
        card = card.withAdopted(found);
        return loaded(name, OnnxProperties.with(network, Card.METADATA_KEY, card.toJson()));
    }

    /** What counts: the graph, or where it does not tell, what was said. */
    private OptionalInt radius(ReceptiveField field) throws ModelException {
        if (field instanceof ReceptiveField.Unknown unknown) {
            String radius = asked.radius().isPresent()
                    ? "%d, as --radius says".formatted(asked.radius().getAsInt())
                    : "not known, because of %s: pictures are run whole; --radius N says it"
                            .formatted(unknown.operator());
            found.put("radius", radius);
            return asked.radius();
        }
        OptionalInt radius =
                field instanceof ReceptiveField.Local local ? OptionalInt.of(local.radius()) : OptionalInt.empty();
        String graph = field instanceof ReceptiveField.Global global
                ? "the whole picture, because of " + global.operator()
                : Integer.toString(radius.getAsInt());
        boolean further = radius.isPresent() && asked.radius().orElse(0) > radius.getAsInt();
        if (asked.radius().isPresent() && !asked.radius().equals(radius) && !further) {
            throw new ModelException("%s: --radius %d, but its graph gives %s"
                    .formatted(what, asked.radius().getAsInt(), graph));
        }
        found.put("radius", graph + (radius.isPresent() ? ": from its graph" : ": pictures are run whole"));
        return radius;
    }

    private String task(int scale) throws ModelException {
        if (asked.task().isPresent()) {
            return asked.task().get();
        }
        if (scale == 1) {
            throw new ModelException(
                    "%s keeps the size, so what it is for cannot be told: give --task denoise, deblock or another word"
                            .formatted(what));
        }
        return SUPER_RESOLUTION;
    }

    private String mark() {
        return asked.mark().map(mark -> mark.contains("/") ? mark : IPTC + mark).orElse(Card.ALGORITHMICALLY_ENHANCED);
    }

    /** The model as every command will load it. */
    private Model loaded(String name, byte[] onnx) throws ModelException {
        String place = name + ".onnx";
        try {
            return new ModelStore(location -> {
                        if (location.equals(place)) {
                            return new ByteArrayInputStream(onnx);
                        }
                        throw new NoSuchFileException(location);
                    })
                    .load(place);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
