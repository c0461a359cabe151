/**
 * What measures speed: plain mains that print their figures and the ratio that counts, in one run. They promise that
 * both sides of a ratio do the same work on the same machine. Nothing depends on them.
 */
package io.azulejo.benchmarks;
