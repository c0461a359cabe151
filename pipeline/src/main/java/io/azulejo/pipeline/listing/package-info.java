/**
 * Which objects there are (folders read recursively, globs, single files, what manifests name), and bringing one of them to
 * where it is worked on. It promises every object's identity (its path below what was asked for), letter by letter and in
 * order, that nothing is lost from sight, and that what is wrong with one object is that picture's failure and never the
 * run's. It must never know what the bytes are for.
 */
package io.azulejo.pipeline.listing;
