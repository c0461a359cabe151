/**
 * Sinks of rows that other sinks are put together from: one that gives every row to several, one that keeps time, one that
 * holds a picture. They promise to pass rows on in order and unchanged. They must never know what the rows show.
 */
package io.azulejo.udfs.sink;
