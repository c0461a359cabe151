package io.azulejo.pipeline.plan;

import io.azulejo.imaging.codec.Codecs;
import io.azulejo.imaging.codec.DecodeOptions;
import io.azulejo.pipeline.listing.Entry;
import io.azulejo.pipeline.listing.Extensions;
import io.azulejo.pipeline.listing.Listing;
import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.store.FetchedFile;
import io.azulejo.pipeline.store.StorePaths;
import io.azulejo.udfs.calibrate.PictureSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** The photographs of a folder, decoded when they are asked for. */
public final class Photographs {
    private Photographs() {}

    /**
     * Lists photographs.
     *
     * @throws RequestException if there is nothing of that name
     */
    public static List<PictureSource> of(String input, Configuration configuration) throws RequestException {
        List<PictureSource> sources = new ArrayList<>();
        for (Entry entry : new Listing("--input", configuration)
                .list(input, Optional.empty())
                .entries()) {
            if (Extensions.of(entry.path()).isPresent()) {
                sources.add(() -> {
                    try (FetchedFile bytes = FetchedFile.read(
                            StorePaths.parse(entry.uri()), entry.bytes(), entry.bytes(), configuration)) {
                        return Codecs.decode(bytes, DecodeOptions.DEFAULT).picture();
                    }
                });
            }
        }
        return sources;
    }
}
