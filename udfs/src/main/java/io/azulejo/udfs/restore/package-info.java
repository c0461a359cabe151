/**
 * Restoring one picture: from the bytes of a file to the bytes of the restored file, with what was measured on the
 * way. It promises that tiled output equals whole output as far as the halo promises, that no output picture is ever
 * held whole, and that every picture that cannot be restored says why. It must never know where bytes come from, where
 * they go, or Spark.
 */
package io.azulejo.udfs.restore;
