/**
 * What a run will do, decided before it does it: the request checked without touching anything, the network that it
 * names, then which pictures, of what size, with which partner, under which file name, in which commit and task. It promises that the same listing gives
 * the same plan. It must never open more of a picture than its header.
 */
package io.azulejo.pipeline.plan;
