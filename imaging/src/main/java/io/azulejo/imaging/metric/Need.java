package io.azulejo.imaging.metric;

/** What a metric looks at beside the restored picture. */
public enum Need {
    /** A picture of the same content and size that was never degraded. */
    FULL_REFERENCE
}
