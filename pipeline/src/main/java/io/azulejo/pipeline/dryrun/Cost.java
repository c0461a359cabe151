package io.azulejo.pipeline.dryrun;

/** Seconds of one slot, part by part. */
record Cost(double fetch, double decode, double network, double encode, double metrics) {
    static final Cost NONE = new Cost(0, 0, 0, 0, 0);

    double seconds() {
        return fetch + decode + network + encode + metrics;
    }

    Cost plus(Cost other) {
        return new Cost(
                fetch + other.fetch,
                decode + other.decode,
                network + other.network,
                encode + other.encode,
                metrics + other.metrics);
    }
}
