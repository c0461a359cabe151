/**
 * Running a network: a batch of windows in, the network's answer out, on one device. It promises no copy between the
 * caller's buffers and the runtime, one session per model and JVM, and never more runs at once than the memory holds.
 * It must never know a picture's format, a window's place in a picture, or Spark.
 */
package io.azulejo.udfs.engine;
