/**
 * Colour as a network must see it: what lies under full transparency is filled from what can be seen. It promises never
 * to change a pixel that shows, nor alpha. It must never know a file format, a network or Spark.
 */
package io.azulejo.imaging.color;
