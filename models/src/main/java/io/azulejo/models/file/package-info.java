/**
 * What a file is that was given as a network or as weights, told by its first bytes. It promises that what people take
 * for either (a web page, a pointer, another framework's file) is called by its name with what to do instead. It must
 * never know how any of them is read.
 */
package io.azulejo.models.file;
