/**
 * Which objects there are: folders read recursively, globs, single files, and what manifests name. It promises every
 * object's identity (its path below what was asked for), letter by letter and in order, and that nothing is lost from
 * sight: what is no picture is counted, and a folder that cannot be listed is found itself. It must never open a picture.
 */
package io.azulejo.pipeline.listing;
