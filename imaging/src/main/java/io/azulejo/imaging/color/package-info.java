/**
 * Colour as a network must see it: what lies under full transparency is filled from what can be seen, and grey is known
 * as grey however it is stored. It promises never to change a pixel that shows, nor alpha, and never to judge a picture
 * by some of its samples. It must never know a file format, a network or Spark.
 */
package io.azulejo.imaging.color;
