package io.azulejo.models.network;

import io.azulejo.models.ModelException;
import io.azulejo.models.checkpoint.Checkpoint;
import io.azulejo.models.checkpoint.StoredTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** A checkpoint as a family looks at it: shapes by name, and the errors of one that does not fit. */
public record StateDict(Checkpoint checkpoint, String family) {
    private static final int MOST_LISTED = 20;

    /** A side of a tensor; empty where there is no such tensor or side. */
    public OptionalInt side(String name, int side) {
        StoredTensor tensor = checkpoint.tensors().get(name);
        return tensor == null || tensor.shape().size() <= side
                ? OptionalInt.empty()
                : OptionalInt.of(tensor.shape().get(side));
    }

    /** The first tensor of these names that has such a side; empty where none has. */
    public OptionalInt side(List<String> names, int side) {
        return names.stream()
                .map(name -> side(name, side))
                .filter(OptionalInt::isPresent)
                .findFirst()
                .orElse(OptionalInt.empty());
    }

    public boolean has(String name) {
        return checkpoint.tensors().containsKey(name);
    }

    /**
     * Compares with what there must be.
     *
     * @throws ModelException one error for all that is missing, extra or of another shape
     */
    public void mustBe(Map<String, List<Integer>> expected) throws ModelException {
        List<String> findings = new ArrayList<>();
        expected.forEach((name, shape) -> {
            StoredTensor tensor = checkpoint.tensors().get(name);
            if (tensor == null) {
                findings.add("%s is missing".formatted(name));
            } else if (!tensor.shape().equals(shape)) {
                findings.add("%s is %s and must be %s".formatted(name, tensor.shape(), shape));
            }
        });
        for (String name : checkpoint.tensors().keySet()) {
            if (!expected.containsKey(name)) {
                findings.add("%s is none of its tensors".formatted(ModelException.quote(name)));
            }
        }
        if (!findings.isEmpty()) {
            String more = findings.size() > MOST_LISTED ? "; and %d more".formatted(findings.size() - MOST_LISTED) : "";
            throw refused(findings.stream().limit(MOST_LISTED).collect(Collectors.joining("; ")) + more);
        }
    }

    /** The error of a file that is no network of the family. */
    public ModelException refused(String why) {
        return new ModelException("%s is not a %s network: %s".formatted(checkpoint.what(), family, why));
    }
}
