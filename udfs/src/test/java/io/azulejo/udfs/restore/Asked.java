package io.azulejo.udfs.restore;

import io.azulejo.models.store.Model;
import io.azulejo.udfs.option.Option;
import io.azulejo.udfs.option.Options;

/** A network and what is asked of it. */
public record Asked(Model model, Options options) {
    public Asked(Model model) {
        this(model, Options.NONE);
    }

    public <T> Asked with(Option<T> option, T value) {
        return new Asked(model, options.with(option, value));
    }
}
