/**
 * What a person asks of a run, checked and complete before anything is touched. It promises that every request which
 * cannot be carried out is refused in one line that names the person's own words. It must never know how the work is
 * done.
 */
package io.azulejo.pipeline.request;
