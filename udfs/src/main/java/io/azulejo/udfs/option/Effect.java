package io.azulejo.udfs.option;

/** What an option changes in what is written; two runs that share a table agree on all but those that change nothing. */
public enum Effect {
    /** Samples of restored pictures. */
    PIXELS,
    /** What restored pictures say beside their samples. */
    METADATA,
    /** What is measured. */
    METRICS,
    /** Nothing of the above: where things lie, what is done first, when it ends. */
    NONE
}
