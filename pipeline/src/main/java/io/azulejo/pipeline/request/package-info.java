/**
 * What a person may ask of a run, declared once. It promises that what cannot be
 * carried out is refused in one line that names the person's own words. It must never know how the work is done.
 */
package io.azulejo.pipeline.request;
