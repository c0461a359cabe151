package io.azulejo.imaging.codec.webp.vp8l;

import io.azulejo.imaging.codec.reading.Deadline;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import java.util.ArrayList;
import java.util.List;

/** Decodes one lossless bit stream. For one thread and one use. */
public final class Vp8l {
    private final BitReader bits;
    private final Entropy entropy;
    private final Deadline deadline;
    private final int height;

    private Vp8l(BitReader bits, int height, Deadline deadline) {
        this.bits = bits;
        this.height = height;
        this.deadline = deadline;
        this.entropy = new Entropy(bits, deadline);
    }

    /** One step of what was done to colours, with the width and the data that it had. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Step(int kind, int width, int blockBits, int[] data) {}

    /**
     * Decodes the colours of every pixel: alpha, red, green, blue from the high byte down; row by row.
     *
     * @param stream the bit stream
     * @param from where its transforms begin: behind the signature and the size, where it has them
     * @throws PictureException TRUNCATED where bits are missing, CORRUPT where they cannot be, TIMEOUT at the deadline
     */
    public static int[] decode(byte[] stream, int from, int width, int height, Deadline deadline)
            throws PictureException {
        return new Vp8l(new BitReader(stream, from), height, deadline).decode(width);
    }

    private int[] decode(int width) throws PictureException {
        List<Step> steps = new ArrayList<>();
        int stored = width;
        int seen = 0;
        while (bits.read(1) != 0) {
            int kind = bits.read(2);
            if ((seen & (1 << kind)) != 0) {
                throw new PictureException(FailureKind.CORRUPT, "transform %d is there twice".formatted(kind));
            }
            seen |= 1 << kind;
            Step step = step(kind, stored);
            steps.add(0, step);
            stored = kind == Transforms.INDEXED ? Entropy.parts(stored, step.blockBits) : stored;
        }
        int[] colours = entropy.read(stored, height, true);
        for (Step step : steps) {
            colours = undone(step, colours);
        }
        return colours;
    }

    private Step step(int kind, int width) throws PictureException {
        if (kind == Transforms.LESS_GREEN) {
            return new Step(kind, width, 0, new int[0]);
        }
        if (kind == Transforms.INDEXED) {
            int count = 1 + bits.read(8);
            int[] palette = entropy.read(count, 1, false);
            Transforms.sum(palette);
            return new Step(kind, width, count > 16 ? 0 : count > 4 ? 1 : count > 2 ? 2 : 3, palette);
        }
        int blockBits = 2 + bits.read(3);
        int[] data = entropy.read(Entropy.parts(width, blockBits), Entropy.parts(height, blockBits), false);
        return new Step(kind, width, blockBits, data);
    }

    private int[] undone(Step step, int[] colours) throws PictureException {
        deadline.check();
        switch (step.kind) {
            case Transforms.PREDICTED ->
                Transforms.addPredictions(colours, step.width, step.data, step.blockBits, deadline);
            case Transforms.DECORRELATED ->
                Transforms.correlate(colours, step.width, step.data, step.blockBits, deadline);
            case Transforms.LESS_GREEN -> Transforms.addGreen(colours);
            default -> {
                return Transforms.lookUp(colours, step.width, height, step.data, step.blockBits);
            }
        }
        return colours;
    }
}
