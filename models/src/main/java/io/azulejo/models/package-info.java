/**
 * Networks as files: what is in them, what they say of themselves and whether they can be used. This package holds the
 * one exception that all parts of the module share, and it promises that its message is one line for a person. It must
 * never know a device, a picture's pixels or Spark.
 */
package io.azulejo.models;
