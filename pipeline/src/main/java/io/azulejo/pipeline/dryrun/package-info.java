/**
 * What a run would do and cost, before it does: counted from listing, committed rows and headers, and timed by restoring
 * pieces of the very pictures for some seconds on the very slots. It promises that nothing is written, OUTPUT included.
 * It must never know how a picture is restored.
 */
package io.azulejo.pipeline.dryrun;
