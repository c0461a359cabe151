package io.azulejo.jobs;

import io.azulejo.models.store.Model;
import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.store.Store;
import io.azulejo.pipeline.store.StorePaths;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Where a command writes a network: looked at before the work, written whole after it. */
record ModelOutput(String asked, Path place, Store store) {
    /**
     * The place that the user named.
     *
     * @throws RequestException if a card lies beside it, which would win over the one that is written inside
     */
    static ModelOutput of(String asked, Configuration stores) throws RequestException, IOException {
        Path place;
        Path card;
        try {
            place = StorePaths.parse(asked);
            card = StorePaths.parse(asked.replaceFirst("(?i)\\.onnx$", "") + ".json");
        } catch (IllegalArgumentException e) {
            throw new RequestException("--output %s: %s".formatted(asked, e.getMessage()), e);
        }
        Store store = reached(asked, place, stores);
        if (store.exists(card)) {
            throw new RequestException(
                    "%s lies beside %s and would win over the card inside it: name another file with --output"
                            .formatted(StorePaths.show(card), asked));
        }
        return new ModelOutput(asked, place, store);
    }

    private static Store reached(String asked, Path place, Configuration stores) throws RequestException {
        try {
            return Store.reached(place, stores);
        } catch (IOException e) {
            throw new RequestException("--output %s cannot be reached: %s".formatted(asked, e.getMessage()), e);
        }
    }

    /** What a network of this file is called. */
    String name() {
        return place.getName().replaceFirst("(?i)\\.onnx$", "");
    }

    /** Refuses to write over the file that is read. */
    void mustNotBe(Path input) throws RequestException {
        if (StorePaths.resolved(place).equals(StorePaths.resolved(input))) {
            throw new RequestException("--output %s is the file that is read: name another".formatted(asked));
        }
    }

    /** Writes the network; visible when it is whole. */
    void write(Model model) throws IOException {
        store.publish(new ByteArrayInputStream(model.onnx()), place);
    }

    String shown() {
        return StorePaths.show(place);
    }
}
