/**
 * The table that a run writes: its columns, its commits, its lock, and what it was asked. It promises that only what a
 * marker names counts, that a marker is created once or not at all, and that nothing which counts is ever overwritten.
 * It must never know how a picture is restored.
 */
package io.azulejo.pipeline.table;
