/**
 * Networks from elsewhere: an ONNX file without a card becomes a network of ours, what it takes and gives found out by
 * reading it and by running it. It promises that what could not be found out is asked for by name and never guessed in
 * silence. It must never know a picture's file, a command or Spark.
 */
package io.azulejo.udfs.adopt;
