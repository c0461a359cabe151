/**
 * What measures speed: each class is a program that prints its figures. It promises that what is compared runs in turns
 * in one process, on the same pixels. Nothing may depend on it.
 */
package io.azulejo.benchmarks;
