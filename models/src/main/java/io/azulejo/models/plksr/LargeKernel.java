package io.azulejo.models.plksr;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The large kernel of a block: one or several convolutions of the same channels, whose outputs are added. */
public sealed interface LargeKernel {
    /** The authors' name of the kind ({@code lk_type}). */
    String type();

    /** Its convolutions in the order of the state dict. */
    List<Branch> branches();

    /** Adds what tells it apart from others of its type, under the authors' names. */
    void name(Map<String, Object> named);

    /** Input pixels to each side that it reaches. */
    default int radius() {
        return branches().stream().mapToInt(Branch::radius).max().orElseThrow();
    }

    /** Multiply-accumulates of a pixel, for each pair of channels. */
    default long taps() {
        return branches().stream()
                .mapToLong(branch -> (long) branch.high() * branch.wide())
                .sum();
    }

    /** The one dense convolution that computes the same. */
    default Branch dense() {
        int side = 2 * radius() + 1;
        return new Branch("lk.conv", side, side, 1);
    }

    /** Whether {@link #dense()} costs no more multiply-accumulates than its branches. */
    default boolean foldsIntoDense() {
        return (long) dense().high() * dense().wide() <= taps();
    }

    /**
     * One convolution, zero padding of half its span.
     *
     * @param name of its tensors within the block
     * @param high taps, odd
     * @param wide taps, odd
     * @param dilation pixels from tap to tap
     */
    record Branch(String name, int high, int wide, int dilation) {
        int radius() {
            return Math.max(high / 2, wide / 2) * dilation;
        }
    }

    /**
     * {@code PLK}: one dense convolution.
     *
     * @param side of its kernel; odd
     */
    record Plk(int side) implements LargeKernel {
        public Plk {
            PlksrConfig.requireOdd("kernel_size", side);
        }

        @Override
        public String type() {
            return "PLK";
        }

        @Override
        public List<Branch> branches() {
            return List.of(dense());
        }

        @Override
        public int radius() {
            return side / 2;
        }

        @Override
        public void name(Map<String, Object> named) {
            named.put("kernel_size", side);
        }
    }

    /**
     * {@code SparsePLK}: small kernels whose taps lie apart.
     *
     * @param kernels taps a side, odd
     * @param dilations pixels from tap to tap, one a kernel
     * @param max side of one more, dense kernel ({@code use_max_kernel}); not less than any other spans
     */
    record SparsePlk(List<Integer> kernels, List<Integer> dilations, OptionalInt max) implements LargeKernel {
        public SparsePlk {
            kernels = List.copyOf(kernels);
            dilations = List.copyOf(dilations);
            PlksrConfig.require(
                    !kernels.isEmpty() && kernels.size() == dilations.size(),
                    "sparse_dilations",
                    dilations.size() + " numbers",
                    "as many as there are sparse kernels, %d".formatted(kernels.size()));
            for (int i = 0; i < kernels.size(); i++) {
                PlksrConfig.requireOdd("sparse_kernels", kernels.get(i));
                PlksrConfig.require(dilations.get(i) >= 1, "sparse_dilations", dilations.get(i), "from 1 up");
            }
            int span = span(kernels, dilations);
            PlksrConfig.requireOdd("the span of the sparse kernels", span);
            if (max.isPresent()) {
                PlksrConfig.requireOdd("kernel_size", max.getAsInt());
                PlksrConfig.require(
                        max.getAsInt() >= span,
                        "kernel_size",
                        max.getAsInt(),
                        "at least what the others span, " + span);
            }
        }

        /** With a dense kernel of {@code kernelSize}, or of what the sparse ones span where that is more. */
        static SparsePlk withMax(List<Integer> kernels, List<Integer> dilations, int kernelSize) {
            int span = kernels.size() == dilations.size() ? span(kernels, dilations) : 1;
            return new SparsePlk(kernels, dilations, OptionalInt.of(Math.max(kernelSize, span)));
        }

        static int span(List<Integer> kernels, List<Integer> dilations) {
            int span = 1;
            for (int i = 0; i < kernels.size(); i++) {
                span = Math.max(span, (kernels.get(i) - 1) * dilations.get(i) + 1);
            }
            return span;
        }

        @Override
        public String type() {
            return "SparsePLK";
        }

        @Override
        public List<Branch> branches() {
            List<Branch> branches = new ArrayList<>();
            for (int i = 0; i < kernels.size(); i++) {
                int side = kernels.get(i);
                branches.add(new Branch("lk.convs." + i, side, side, dilations.get(i)));
            }
            max.ifPresent(side -> branches.add(new Branch("lk.convs." + kernels.size(), side, side, 1)));
            return branches;
        }

        @Override
        public void name(Map<String, Object> named) {
            max.ifPresent(side -> named.put("kernel_size", side));
            named.put("use_max_kernel", max.isPresent());
            named.put("sparse_kernels", kernels);
            named.put("sparse_dilations", dilations);
        }
    }

    /**
     * {@code RectSparsePLK}: kernels of side x side/3, side/3 x side, and side/3 x side/3, divisions truncated.
     *
     * @param side of the longer sides; odd, and side/3 odd too (9, 11, 15, 17, ...)
     */
    record RectSparsePlk(int side) implements LargeKernel {
        public RectSparsePlk {
            PlksrConfig.requireOdd("kernel_size", side);
            PlksrConfig.require(
                    side / 3 % 2 == 1, "kernel_size", side, "such that a third of it, %d, is odd".formatted(side / 3));
        }

        @Override
        public String type() {
            return "RectSparsePLK";
        }

        @Override
        public List<Branch> branches() {
            int third = side / 3;
            return List.of(
                    new Branch("lk.mn_conv", side, third, 1),
                    new Branch("lk.nm_conv", third, side, 1),
                    new Branch("lk.nn_conv", third, third, 1));
        }

        @Override
        public void name(Map<String, Object> named) {
            named.put("kernel_size", side);
        }
    }
}
