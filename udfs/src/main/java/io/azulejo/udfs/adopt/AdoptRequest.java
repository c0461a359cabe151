package io.azulejo.udfs.adopt;

import io.azulejo.models.ModelException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a user says of a network from elsewhere; what is left empty is found out.
 *
 * @param task such as {@code super-resolution}, {@code denoise} or {@code deblock}
 * @param layout {@code NCHW} or {@code NHWC}; where input and output differ, of both with a comma between
 * @param channels {@code RGB} or {@code BGR}; of both likewise
 * @param range of input and output
 * @param multiple both sides of a picture must be multiples of this
 * @param radius how far, in input pixels, an output sample can depend on the input
 * @param luma {@code full} (0..1) or {@code studio} (16/255 to 235/255), of a network of one channel
 * @param tensor name of the output that is the picture
 * @param mark what a restored picture says of itself: a URI, or the last word of one of IPTC's
 */
public record AdoptRequest(
        Optional<String> task,
        Optional<String> layout,
        Optional<String> channels,
        Optional<ValueRange> range,
        OptionalInt multiple,
        OptionalInt radius,
        Optional<String> luma,
        Optional<String> tensor,
        Optional<String> mark) {
    /** Nothing said: all is found out. */
    public static final AdoptRequest NOTHING = new AdoptRequest(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    private static final Pattern PAIR = Pattern.compile(",");
    private static final List<String> LUMAS = List.of("full", "studio");

    /** @throws ModelException if a word or number is none that there is, naming its flag */
    public void check() throws ModelException {
        pair("--layout", layout, Layout.values());
        pair("--channels", channels, ChannelOrder.values());
        word("--luma", luma, LUMAS);
        number("--multiple", multiple, 1, 1024);
        number("--radius", radius, 0, 1 << 16);
        if (mark.isPresent() && !mark.get().matches("[A-Za-z]+|[a-z]+://[^\\s]+")) {
            throw new ModelException("--mark %s: a URI is right, or the last word of one of IPTC's digital source types"
                    .formatted(ModelException.quote(mark.get())));
        }
    }

    Optional<Layout> inputLayout() {
        return part(layout, 0).map(Layout::valueOf);
    }

    Optional<Layout> outputLayout() {
        return part(layout, 1).map(Layout::valueOf);
    }

    Optional<ChannelOrder> inputChannels() {
        return part(channels, 0).map(ChannelOrder::valueOf);
    }

    Optional<ChannelOrder> outputChannels() {
        return part(channels, 1).map(ChannelOrder::valueOf);
    }

    /** The word of one of two ends, where one stands for both. */
    private static Optional<String> part(Optional<String> given, int end) {
        return given.map(PAIR::split).map(words -> words[Math.min(end, words.length - 1)]);
    }

    private static void pair(String flag, Optional<String> given, Enum<?>... words) throws ModelException {
        List<String> known = Stream.of(words).map(Enum::name).toList();
        List<String> parts = given.map(all -> List.of(PAIR.split(all, -1))).orElse(List.of());
        if (parts.size() > 2 || !known.containsAll(parts)) {
            throw new ModelException("%s %s: there are %s, or two of them for input and output, such as %s,%s"
                    .formatted(
                            flag,
                            ModelException.quote(given.get()),
                            String.join(", ", known),
                            known.get(1),
                            known.get(0)));
        }
    }

    private static void word(String flag, Optional<String> given, List<String> words) throws ModelException {
        if (given.isPresent() && !words.contains(given.get())) {
            throw new ModelException(
                    "%s %s: there are %s".formatted(flag, ModelException.quote(given.get()), String.join(", ", words)));
        }
    }

    private static void number(String flag, OptionalInt given, int least, int most) throws ModelException {
        if (given.isPresent() && (given.getAsInt() < least || given.getAsInt() > most)) {
            throw new ModelException(
                    "%s %d: a number from %d to %d is right".formatted(flag, given.getAsInt(), least, most));
        }
    }
}
