package io.azulejo.models.plksr;

import static io.azulejo.models.plksr.PlksrTensors.part;

import io.azulejo.models.checkpoint.FloatTensor;
import io.azulejo.models.plksr.LargeKernel.Branch;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Large kernels as they are written into a graph: the identity lies inside a kernel (1 at the centre tap from each
 * channel to itself), and branches are added up to one dense kernel where that costs no more.
 */
final class ConvolutionFolding {
    private final PlksrConfig config;
    private final List<Branch> branches;
    private final boolean dense;

    ConvolutionFolding(PlksrConfig config) {
        this.config = config;
        this.branches = config.largeKernel().branches();
        this.dense = branches.size() > 1 && config.largeKernel().foldsIntoDense();
    }

    /** The convolutions that the graph has. */
    List<Branch> branches() {
        return dense ? List.of(config.largeKernel().dense()) : branches;
    }

    /** The weights with the tensors of {@link #branches()} in every block. */
    Map<String, FloatTensor> fold(Map<String, FloatTensor> weights) {
        Map<String, FloatTensor> folded = new LinkedHashMap<>(weights);
        for (int block = 1; block <= config.blocks(); block++) {
            if (dense) {
                add(folded, block);
            }
            if (config.identity()) {
                folded.computeIfPresent(
                        part(block, branches().get(0).name()) + ".weight", (name, kernel) -> withIdentity(kernel));
            }
        }
        return folded;
    }

    private void add(Map<String, FloatTensor> weights, int block) {
        int channels = config.largeChannels();
        int pairs = channels * channels;
        Branch whole = config.largeKernel().dense();
        int side = whole.high();
        float[] kernel = new float[pairs * side * side];
        float[] bias = new float[channels];
        for (Branch branch : branches) {
            String name = part(block, branch.name());
            float[] taps = weights.remove(name + ".weight").toArray();
            float[] offsets = weights.remove(name + ".bias").toArray();
            int top = side / 2 - branch.high() / 2 * branch.dilation();
            int left = side / 2 - branch.wide() / 2 * branch.dilation();
            for (int i = 0; i < taps.length; i++) {
                int column = i % branch.wide();
                int row = i / branch.wide() % branch.high();
                int pair = i / (branch.wide() * branch.high());
                kernel[(pair * side + top + row * branch.dilation()) * side + left + column * branch.dilation()] +=
                        taps[i];
            }
            for (int channel = 0; channel < channels; channel++) {
                bias[channel] += offsets[channel];
            }
        }
        weights.put(part(block, whole.name()) + ".weight", FloatTensor.of(kernel, channels, channels, side, side));
        weights.put(part(block, whole.name()) + ".bias", FloatTensor.of(bias, channels));
    }

    private static FloatTensor withIdentity(FloatTensor kernel) {
        float[] values = kernel.toArray();
        int channels = kernel.shape().get(0);
        int taps = kernel.shape().get(2) * kernel.shape().get(3);
        for (int channel = 0; channel < channels; channel++) {
            values[(channel * channels + channel) * taps + taps / 2] += 1;
        }
        return new FloatTensor(kernel.shape(), FloatBuffer.wrap(values));
    }
}
